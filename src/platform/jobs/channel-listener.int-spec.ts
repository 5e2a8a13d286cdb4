import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Complaints } from './complaints.js';
import { ChannelListener } from './channel-listener.js';

describe('The listener of a channel', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(() => database.drop());

  it('can be stopped at any moment of its connecting', async () => {
    for (let milliseconds = 0; milliseconds < 40; milliseconds += 1) {
      const listener = new ChannelListener(database.url, 'outbox', () => undefined, new Complaints('Test'));
      listener.start();
      await delay(milliseconds);
      await listener.stop();
    }
    expect(
      await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name = 'online-cinema-outbox' AND datname = current_database() AND state = 'idle' AND query LIKE 'LISTEN%'`,
      ),
    ).toEqual([]);
  });
});
