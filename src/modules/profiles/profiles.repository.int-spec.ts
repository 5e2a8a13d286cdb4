import { type ConnectedDatabase, connectDatabase } from '../../../test/support/connected-database.js';
import { eventually } from '../../../test/support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { NotFoundError } from '../../platform/errors/index.js';
import { ProfilesRepository } from './profiles.repository.js';

const ADA = 17;
const DELETE = 'UPDATE users SET deleted_at = now() WHERE id = $1';

let server: TestDatabase;
let one: ConnectedDatabase;
let other: ConnectedDatabase;
let profiles: ProfilesRepository;

beforeEach(async () => {
  server = await createTestDatabase();
  one = await connectDatabase(server.url);
  other = await connectDatabase(server.url);
  profiles = new ProfilesRepository(one.database);
  await server.query(`INSERT INTO users (id, email, hashed_password) VALUES ($1, 'ada@test.example', 'x')`, [
    ADA,
  ]);
});
afterEach(async () => {
  await one.close();
  await other.close();
  await server.drop();
});

/** Waits until a statement of this database waits for a lock. */
const untilOneWaits = () =>
  eventually(async () => {
    const waiting = await server.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(1);
  });

/** Locks the profile as another process does. */
const lockElsewhere = () => other.transaction.run(() => new ProfilesRepository(other.database).lock(ADA));

describe('ProfilesRepository.lock', () => {
  it('lets the second of two who write at once see what the first has written', async () => {
    await one.transaction.run(() => profiles.lock(ADA));
    let second: Promise<string | null> | undefined;
    await one.transaction.run(async () => {
      const profile = await profiles.lock(ADA);
      second = lockElsewhere().then((late) => late.first_name);
      await untilOneWaits();
      await profiles.save({ ...profile, first_name: 'Ada' });
    });
    expect(await second).toBe('Ada');
  });

  it('writes no profile for an account that is being deleted', async () => {
    let late: Promise<unknown> | undefined;
    await one.transaction.run(async () => {
      await one.database.execute(DELETE, [ADA]);
      await profiles.delete(ADA);
      late = lockElsewhere().catch((error: unknown) => error);
      await untilOneWaits();
    });
    expect(await late).toBeInstanceOf(NotFoundError);
    expect(await server.query('SELECT 1 FROM user_profiles')).toEqual([]);
  });

  it('keeps an account from being deleted while its profile is written', async () => {
    let deletion: Promise<number> | undefined;
    await one.transaction.run(async () => {
      const profile = await profiles.lock(ADA);
      deletion = other.database.execute(DELETE, [ADA]);
      await untilOneWaits();
      await profiles.save({ ...profile, first_name: 'Ada' });
    });
    expect(await deletion).toBe(1);
    await expect(profiles.get(ADA)).rejects.toThrow(NotFoundError);
  });

  it('takes no lock outside a transaction', async () => {
    await expect(profiles.lock(ADA)).rejects.toThrow('inside Transaction.run()');
  });
});
