import { type ConnectedDatabase, connectDatabase } from '../../../test/support/connected-database.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { isDatabaseUnavailable, isStatementTimeout, translateViolations } from './postgres-errors.js';

describe('what goes wrong in the database', () => {
  let test: TestDatabase;
  let connected: ConnectedDatabase;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(
      'CREATE TABLE chairs (id integer CONSTRAINT pk_seats PRIMARY KEY, sold integer NOT NULL)',
    );
    await test.query('INSERT INTO chairs VALUES (1, 0), (2, 0)');
    connected = await connectDatabase(test.url);
  });
  afterAll(async () => {
    await connected.close();
    await test.drop();
  });

  it('is told apart: the server is away, or a statement takes too long', async () => {
    const { database, transaction } = connected;
    const cut: unknown = await transaction
      .run(async () => {
        const [row] = await database.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await test.query('SELECT pg_terminate_backend($1)', [row?.pid]);
        await database.rows('SELECT 1');
      })
      .catch((error: unknown) => error);
    const slow: unknown = await transaction
      .run(async () => {
        await database.execute(`SET LOCAL statement_timeout = '20ms'`);
        await database.rows('SELECT pg_sleep(5)');
      })
      .catch((error: unknown) => error);

    expect([isDatabaseUnavailable(cut), isStatementTimeout(cut)]).toEqual([true, false]);
    expect([isDatabaseUnavailable(slow), isStatementTimeout(slow)]).toEqual([false, true]);
    expect(await transaction.run(() => database.rows('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  describe('a violated constraint', () => {
    class SeatTakenError extends Error {}
    const insert = (): Promise<unknown> => connected.database.execute('INSERT INTO chairs VALUES (1, 0)');

    it('means what the repository says it means', async () => {
      await expect(translateViolations(insert(), { pk_seats: () => new SeatTakenError() })).rejects.toThrow(
        SeatTakenError,
      );
      const throughTypeOrm = connected.database.manager.query('INSERT INTO chairs VALUES (2, 0)');
      await expect(
        translateViolations(throughTypeOrm, { pk_seats: () => new SeatTakenError() }),
      ).rejects.toThrow(SeatTakenError);
    });

    it('is itself where nobody says anything, like every other failure', async () => {
      const meanings = { uq_other: () => new SeatTakenError() };
      await expect(translateViolations(insert(), meanings)).rejects.toMatchObject({ code: '23505' });
      await expect(
        translateViolations(connected.database.execute('SELECT 1/0'), meanings),
      ).rejects.toMatchObject({
        code: '22012',
      });
      await expect(
        translateViolations(connected.database.execute('UPDATE chairs SET sold = 1 WHERE id = 1'), meanings),
      ).resolves.toBe(1);
    });
  });
});
