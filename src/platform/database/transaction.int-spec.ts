import { type ConnectedDatabase, connectDatabase } from '../../../test/support/connected-database.js';
import { Gate } from '../../../test/support/job-script.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import type { Database } from './database.js';
import type { Transaction } from './transaction.js';

describe('a transaction', () => {
  let test: TestDatabase;
  let connected: ConnectedDatabase;
  let database: Database;
  let transaction: Transaction;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`ALTER DATABASE ${new URL(test.url).pathname.slice(1)} SET deadlock_timeout = '50ms'`);
    await test.query(
      'CREATE TABLE chairs (id integer CONSTRAINT pk_seats PRIMARY KEY, sold integer NOT NULL)',
    );
    connected = await connectDatabase(test.url);
    ({ database, transaction } = connected);
  });
  beforeEach(async () => {
    await test.query('TRUNCATE chairs');
    await test.query('INSERT INTO chairs VALUES (1, 0), (2, 0)');
  });
  afterAll(async () => {
    await connected.close();
    await test.drop();
  });

  const sell = (id: number): Promise<number> =>
    database.execute('UPDATE chairs SET sold = sold + 1 WHERE id = $1', [id]);
  const sold = async (): Promise<number[]> =>
    (await test.query<{ sold: number }>('SELECT sold FROM chairs ORDER BY id')).map((row) => row.sold);

  it('keeps everything, once it is over', async () => {
    const result = await transaction.run(async () => {
      await sell(1);
      await database.manager.query('UPDATE chairs SET sold = sold + 10 WHERE id = 2');
      await database.prepared('sell-again', 'UPDATE chairs SET sold = sold + $1 WHERE id = 2', [100]);
      expect(await sold()).toEqual([0, 0]);
      expect(await database.rows('SELECT sold FROM chairs WHERE id = 1')).toEqual([{ sold: 1 }]);
      return 'done';
    });

    expect(result).toBe('done');
    expect(await sold()).toEqual([1, 110]);
    expect(database.transaction).toBeUndefined();
  });

  it('keeps nothing when it fails, and says why', async () => {
    const failure = new Error('no more chairs');

    await expect(
      transaction.run(async () => {
        await sell(1);
        throw failure;
      }),
    ).rejects.toBe(failure);
    await expect(
      transaction.run(async () => {
        await sell(1);
        await database.execute('INSERT INTO chairs VALUES (1, 1)');
      }),
    ).rejects.toMatchObject({ code: '23505' });

    expect(await sold()).toEqual([0, 0]);
  });

  it('is one with those inside it', async () => {
    const failure = new Error('after the inner one');

    await expect(
      transaction.run(async () => {
        const outer = database.transaction;
        await transaction.run(async () => {
          expect(database.transaction).toBe(outer);
          await sell(1);
        });
        throw failure;
      }),
    ).rejects.toBe(failure);

    expect(await sold()).toEqual([0, 0]);
  });

  it('keeps apart from others that run at the same time', async () => {
    const gate = new Gate();
    const failing = transaction.run(async () => {
      await sell(1);
      await gate.opened;
      throw new Error('fails late');
    });
    await transaction.run(() => sell(2));
    gate.open();

    await expect(failing).rejects.toThrow('fails late');
    expect(await sold()).toEqual([0, 1]);
  });

  it('does not let those in who come when it is over', async () => {
    const gate = new Gate();
    let late: Promise<number> | undefined;
    const failing = transaction.run(() => {
      late = gate.opened.then(() => sell(2));
      return Promise.all([late, Promise.reject(new Error('fails at once'))]);
    });
    await expect(failing).rejects.toThrow('fails at once');
    gate.open();

    await expect(late).rejects.toThrow('The transaction is over.');
    expect(await sold()).toEqual([0, 0]);
  });

  it('leaves no connection in use', async () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      transaction.run(async () => {
        await sell(1);
        if (index % 2) throw new Error('odd');
      }),
    );
    await Promise.allSettled(many);

    expect(await sold()).toEqual([10, 0]);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
    expect(
      await test.query(
        `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'`,
      ),
    ).toEqual([]);
  });

  it('runs again after a deadlock, so that both get through', async () => {
    const bothHoldOne = new Gate();
    let holding = 0;
    let attempts = 0;
    const inOrder = (first: number, second: number): Promise<void> =>
      transaction.run(async () => {
        attempts += 1;
        await sell(first);
        holding += 1;
        if (holding >= 2) bothHoldOne.open();
        await bothHoldOne.opened;
        await sell(second);
      });

    await Promise.all([inOrder(1, 2), inOrder(2, 1)]);

    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(await sold()).toEqual([2, 2]);
  });

  it('runs again after a serialization failure', async () => {
    let attempts = 0;
    await transaction.run(async () => {
      attempts += 1;
      await database.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const [row] = await database.rows<{ sold: number }>('SELECT sold FROM chairs WHERE id = 1');
      if (attempts === 1) await test.query('UPDATE chairs SET sold = 5 WHERE id = 1');
      await database.execute('UPDATE chairs SET sold = $1 WHERE id = 1', [(row?.sold ?? 0) + 1]);
    });

    expect(attempts).toBe(2);
    expect(await sold()).toEqual([6, 0]);
  });

  it('runs again when the failure shows only at the end', async () => {
    const both = new Gate();
    let reading = 0;
    let attempts = 0;
    const sellIfNoneIsSold = (id: number): Promise<void> =>
      transaction.run(async () => {
        attempts += 1;
        await database.execute('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
        const [row] = await database.rows<{ n: number }>('SELECT sum(sold)::int AS n FROM chairs');
        reading += 1;
        if (reading >= 2) both.open();
        await both.opened;
        if (row?.n === 0) await sell(id);
      });

    await Promise.all([sellIfNoneIsSold(1), sellIfNoneIsSold(2)]);

    expect(attempts).toBeGreaterThanOrEqual(3);
    expect((await sold()).toSorted()).toEqual([0, 1]);
  });

  it.each([
    ['gives up after six attempts, with the failure of the last', 'serialization_failure', '40001', 6],
    ['does not run again after other failures', 'division_by_zero', '22012', 1],
  ])('%s', async (_, condition, code, most) => {
    let attempts = 0;
    const failing = transaction.run(async () => {
      attempts += 1;
      await sell(1);
      await database.execute(
        `DO $$ BEGIN RAISE 'attempt ${attempts}' USING ERRCODE = '${condition}'; END $$`,
      );
    });

    await expect(failing).rejects.toMatchObject({ code, message: `attempt ${most}` });
    expect(attempts).toBe(most);
    expect(await sold()).toEqual([0, 0]);
  });

  describe('what is to happen after it', () => {
    it('happens once it is committed, in order', async () => {
      const seen: unknown[] = [];
      await transaction.run(async () => {
        transaction.afterCommit(() => seen.push('first'));
        await transaction.run(() => {
          transaction.afterCommit(() => seen.push('second'));
          return Promise.resolve();
        });
        await sell(1);
        expect(seen).toEqual([]);
      });

      expect(seen).toEqual(['first', 'second']);
    });

    it('does not happen when it is rolled back, and once where it was tried again', async () => {
      const seen: number[] = [];
      let attempts = 0;
      const work = (fatal: boolean) => async (): Promise<void> => {
        attempts += 1;
        transaction.afterCommit(() => seen.push(attempts));
        if (fatal) throw new Error('fatal');
        if (attempts === 2) {
          await database.execute(`DO $$ BEGIN RAISE '' USING ERRCODE = 'deadlock_detected'; END $$`);
        }
      };

      await expect(transaction.run(work(true))).rejects.toThrow('fatal');
      expect(seen).toEqual([]);
      await transaction.run(work(false));
      expect(seen).toEqual([3]);
    });
  });

  it('is what locks want, and whatever is to happen after it', async () => {
    expect(() => transaction.afterCommit(() => undefined)).toThrow('no transaction');
    expect(() => database.requireTransaction()).toThrow('must run inside Transaction.run()');
    await transaction.run(() => {
      expect(() => database.requireTransaction()).not.toThrow();
      return Promise.resolve();
    });
  });
});
