import { type ConnectedDatabase, connectDatabase } from '../../../../test/support/connected-database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ChannelListener, Complaints } from '../../../platform/jobs/index.js';
import { SEAT_CHANGES_CHANNEL, SeatChanges } from './seat-changes.js';

describe('What is told of changed seats', () => {
  let testDatabase: TestDatabase;
  let connected: ConnectedDatabase;
  let changes: SeatChanges;
  let listener: ChannelListener;
  let heard: string[];
  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    connected = await connectDatabase(testDatabase.url);
    changes = new SeatChanges(connected.database, connected.transaction);
    heard = [];
    const connecting = new Promise<void>((resolve) => {
      const hear = (payload?: string): void => {
        if (payload === undefined) resolve();
        else heard.push(payload);
      };
      listener = new ChannelListener(testDatabase.url, SEAT_CHANGES_CHANNEL, hear, new Complaints('Test'));
    });
    listener.start();
    await connecting;
  });
  afterEach(async () => {
    await listener.stop();
    await connected.close();
    await testDatabase.drop();
  });

  it('is told once for many changes, each screening once', async () => {
    for (const id of [7, 8, 7]) changes.announce(id);

    await eventually(() => expect(heard).toEqual(['7,8']));
  });

  it('is told after the transaction, and not at all when that is rolled back', async () => {
    const rolledBack = connected.transaction.run(() => {
      changes.announce(7);
      return Promise.reject(new Error('nothing comes of it'));
    });
    await expect(rolledBack).rejects.toThrow('nothing comes of it');
    await connected.transaction.run(async () => {
      changes.announce(8);
      await changes.beforeApplicationShutdown();
      expect(heard).toEqual([]);
    });

    await eventually(() => expect(heard).toEqual(['8']));
  });

  it('fits into notifications, however much it is', async () => {
    for (let id = 1_000_001; id <= 1_001_200; id += 1) changes.announce(id);

    await eventually(() => expect(heard.join(',').split(',')).toHaveLength(1_200));
    expect(heard).toHaveLength(3);
  });

  it('is told before the process ends', async () => {
    changes.announce(7);
    await changes.beforeApplicationShutdown();

    await eventually(() => expect(heard).toEqual(['7']));
  });

  it('is lost without harm where the database does not answer', async () => {
    await connected.close();
    changes.announce(7);

    await expect(changes.beforeApplicationShutdown()).resolves.toBeUndefined();
    connected = await connectDatabase(testDatabase.url);
  });
});
