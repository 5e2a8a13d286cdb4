import { randomUUID } from 'node:crypto';
import { type ConnectedDatabase, connectDatabase } from '../../../../../test/support/connected-database.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/test-database.js';
import { UpdatesRepository } from './updates.repository.js';

describe('Asking Telegram for updates', () => {
  let database: TestDatabase;
  let connected: ConnectedDatabase;
  let updates: UpdatesRepository;
  beforeEach(async () => {
    database = await createTestDatabase();
    connected = await connectDatabase(database.url);
    updates = new UpdatesRepository(connected.database);
  });
  afterEach(async () => {
    await connected.close();
    await database.drop();
  });

  const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21) + seconds * 1_000);

  it('is for one process at a time, until it goes or shows no sign of life', async () => {
    const [one, other] = [randomUUID(), randomUUID()];

    expect(await updates.hold(one, at(0), at(60))).toBe(true);
    expect(await updates.hold(other, at(59), at(120))).toBe(false);
    expect(await updates.hold(one, at(30), at(90))).toBe(true);
    expect(await updates.hold(other, at(91), at(150))).toBe(true);
    await updates.letGo(one);
    expect(await updates.hold(one, at(92), at(160))).toBe(false);
    await updates.letGo(other);
    expect(await updates.hold(one, at(93), at(160))).toBe(true);
  });

  it('is not begun by two at once', async () => {
    const held = await Promise.all(
      Array.from({ length: 6 }, () => updates.hold(randomUUID(), at(0), at(60))),
    );
    expect(held.filter(Boolean)).toHaveLength(1);
  });
});
