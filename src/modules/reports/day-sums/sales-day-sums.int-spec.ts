import { setTimeout as delay } from 'node:timers/promises';
import { fillBusinessYear } from '../../../../bench/business-year/index.js';
import { type ConnectedDatabase, connectDatabase } from '../../../../test/support/connected-database.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { FiguresSnapshot } from '../figures/figures-snapshot.js';
import { type SalesFigures, SalesLedgerRepository } from '../figures/sales-ledger.repository.js';
import { SalesDaySumsTask } from './sales-day-sums.task.js';
import { SalesDaysInvariants } from './sales-days.invariants.js';
import { SalesDaysRepository } from './sales-days.repository.js';

/** Four weeks in which clocks change in one of the cinemas. */
const FROM = '2025-03-17';
const scope = { from: FROM, to: '2025-04-13', cinemaId: null };
const LATER = new Date('2025-05-01T12:00:00Z');
/** An order with seats that was paid with money, and given back in part. */
const ORDER = `(SELECT min(r.order_id) FROM refunds r JOIN orders o ON o.id = r.order_id
  JOIN payments p ON p.id = r.payment_id AND p.settlement = 'fulfilled'
  JOIN order_items i ON i.order_id = r.order_id AND i.kind = 'seat' AND i.superseded_at IS NULL
  WHERE r.status = 'succeeded' AND o.paid_at BETWEEN '2025-03-18' AND '2025-04-05')`;

describe('Days of sales', () => {
  let database: TestDatabase;
  let connected: ConnectedDatabase;
  let days: SalesDaysRepository;
  let ledger: SalesLedgerRepository;
  beforeAll(async () => {
    database = await createTestDatabase();
    connected = await connectDatabase(database.url, 6);
    days = new SalesDaysRepository(connected.database);
    ledger = new SalesLedgerRepository(connected.database);
    await fillBusinessYear((statement) => database.query(statement), {
      tickets: 1_200,
      days: 28,
      from: FROM,
    });
  }, 60_000);
  beforeEach(() => database.query('DELETE FROM sales_days'));
  afterEach(() => database.query('DELETE FROM sales_day_changes'));
  afterAll(async () => {
    await connected.close();
    await database.drop();
  });

  const run = (now = LATER): Promise<string> =>
    new SalesDaySumsTask(days, connected.transaction, { now: () => now }).run();
  const figures = (cinemaId: number | null = null): Promise<SalesFigures> =>
    new FiguresSnapshot(connected.database, connected.transaction).read(() =>
      ledger.figures({ ...scope, cinemaId }),
    );
  /** What the ledger says by itself. */
  const truth = async (cinemaId: number | null = null): Promise<SalesFigures> => {
    await database.query('DELETE FROM sales_days');
    return figures(cinemaId);
  };
  const summed = async (): Promise<string[]> =>
    (await database.query<{ day: string }>('SELECT day::text FROM sales_days ORDER BY day')).map(
      ({ day }) => day,
    );
  const changed = async (): Promise<string[]> =>
    (
      await database.query<{ day: string }>('SELECT DISTINCT day::text FROM sales_day_changes ORDER BY day')
    ).map(({ day }) => day);
  const broken = async (): Promise<unknown[]> => {
    const [invariant] = new SalesDaysInvariants().invariants;
    return connected.database.rows(invariant?.sql ?? '');
  };

  it.each([null, 1])(
    'say the same whether nothing, some or all of them are summed (cinema %s)',
    async (which) => {
      const [cinema] = await database.query<{ id: number }>('SELECT min(id) AS id FROM cinemas');
      const cinemaId = which === null ? null : (cinema?.id ?? 0);
      const live = await figures(cinemaId);
      await run();
      const all = await figures(cinemaId);
      await database.query(
        `DELETE FROM sales_days WHERE extract(day FROM day)::int % 3 = 0 OR day > '2025-04-09'`,
      );
      const some = await figures(cinemaId);

      expect(live.days.length).toBeGreaterThan(40);
      expect(all).toEqual(live);
      expect(some).toEqual(live);
    },
  );

  it('are read from their sums, not from the ledger', async () => {
    await run();
    await database.query('UPDATE sales_day_sums SET sold = sold + 1000');

    expect((await figures()).days.every(({ sold }) => sold >= 1000)).toBe(true);
  });

  it('are summed two hours after they are over everywhere, and no sooner', async () => {
    await run(new Date('2025-03-22T13:59:59Z'));
    expect((await summed()).at(-1)).toBe('2025-03-20');

    await run(new Date('2025-03-22T14:00:00Z'));
    expect((await summed()).at(-1)).toBe('2025-03-21');
  });

  it('are caught up with, the newest first, a hundred a run, and are then left alone', async () => {
    const results = [await run(new Date('2025-07-30T12:00:00Z'))];
    expect((await summed())[0]).toBe('2025-04-20');
    results.push(await run(new Date('2025-07-30T12:00:00Z')), await run(new Date('2025-07-30T12:00:00Z')));

    expect(results[0]).toBe('summed 100 of 100 days');
    expect(results[1]).toMatch(/^summed (\d\d) of \1 days$/);
    expect(results[2]).toBe('summed 0 of 0 days');
    expect(await figures()).toEqual(await truth());
  });

  it('may be summed by two at once', async () => {
    await Promise.all([run(), run(), run()]);

    expect(await broken()).toEqual([]);
    expect(new Set(await summed()).size).toBeGreaterThan(27);
    expect(await figures()).toEqual(await truth());
  });

  it.each([
    ['a refund whose books were put back', `UPDATE refunds SET status = 'failed' WHERE order_id = ${ORDER}`],
    [
      'a refund that came through after all',
      `UPDATE refunds SET status = 'succeeded' WHERE status = 'failed'`,
    ],
    [
      'more that goes back with a refund',
      `UPDATE refund_items SET amount = amount + 0.01, points = points + 1
       WHERE refund_id IN (SELECT id FROM refunds WHERE order_id = ${ORDER})`,
    ],
    [
      'a refund that is booked late',
      `WITH r AS (INSERT INTO refunds (order_id, amount, points, status, origin, created_at)
         SELECT order_id, 0, 7, 'succeeded', 'moderator', '2025-03-25T12:00:00Z' FROM refunds WHERE order_id = ${ORDER} LIMIT 1 RETURNING id, order_id)
       INSERT INTO refund_items (refund_id, order_item_id, amount, points) SELECT r.id, i.id, 0, 7 FROM r
       JOIN LATERAL (SELECT id FROM order_items i WHERE i.order_id = r.order_id LIMIT 1) i ON true`,
    ],
    [
      'a line that was given back at another time',
      `UPDATE order_items SET refunded_at = '2025-03-30T10:00:00Z'
       WHERE refunded_at = (SELECT max(refunded_at) FROM order_items WHERE refunded_at < '2025-04-10')`,
    ],
    [
      'a line that another took the place of',
      `UPDATE order_items SET superseded_at = now() WHERE order_id = ${ORDER}`,
    ],
    [
      'a line that is there late',
      `INSERT INTO order_items (order_id, kind, title, quantity, price_at_order) VALUES (${ORDER}, 'test', 'Late', 1, 9)`,
    ],
    ['another discount', `UPDATE order_items SET discount = 0 WHERE discount > 0`],
    [
      'another time of payment',
      `UPDATE orders SET paid_at = paid_at + interval '5 days' WHERE id = ${ORDER}`,
    ],
    [
      'an order that was not paid',
      `UPDATE orders SET status = 'canceled', paid_at = NULL WHERE id = ${ORDER}`,
    ],
    [
      'an order that was paid in the past',
      `UPDATE orders SET status = 'paid', paid_at = '2025-04-01T12:00:00Z'
       WHERE id = (SELECT min(id) FROM orders WHERE paid_at IS NULL)`,
    ],
    [
      'another seller',
      `UPDATE orders o SET seller_id = (SELECT max(s.seller_id) FROM orders s WHERE s.seller_id IS DISTINCT FROM o.seller_id)
       WHERE id = ${ORDER}`,
    ],
    [
      'another way of payment',
      `UPDATE payments SET method = CASE method WHEN 'cash' THEN 'terminal' ELSE 'cash' END WHERE order_id = ${ORDER}`,
    ],
    [
      'a screening of another film',
      `UPDATE screenings SET movie_id = (SELECT max(m.id) FROM movies m WHERE m.id <> screenings.movie_id) WHERE id IN (
         SELECT s.screening_id FROM order_seats s JOIN order_items i ON i.id = s.order_item_id WHERE i.order_id = ${ORDER})`,
    ],
    ['a cinema that lives by other clocks', `UPDATE cinemas SET time_zone = 'Pacific/Auckland'`],
  ])('say what the ledger says after %s', async (_what, change) => {
    await run();
    const before = await figures();
    const client = await connected.database.pool.connect();
    try {
      await client.query(change);
    } finally {
      client.release(true);
    }
    const noted = await changed();
    const meanwhile = await figures();
    const again = await run();
    const after = await figures();

    expect(meanwhile).not.toEqual(before);
    expect(meanwhile).toEqual(await truth());
    expect(after).toEqual(meanwhile);
    expect(noted.length).toBeGreaterThan(0);
    expect(again).toBe(`summed ${noted.length} of ${noted.length} days`);
    expect(await changed()).toEqual([]);
  });

  it('are forgotten with orders that are deleted', async () => {
    const [order] = await database.query<{ id: number }>(
      `WITH o AS (INSERT INTO orders (user_id, status, total_amount, currency, expires_at, paid_at)
         SELECT min(id), 'paid', 5, 'usd', '2025-03-25T12:30:00Z', '2025-03-25T12:00:00Z' FROM users RETURNING id),
       i AS (INSERT INTO order_items (order_id, kind, title, quantity, price_at_order) SELECT id, 'gone', 'Thing', 1, 5 FROM o)
       SELECT id FROM o`,
    );
    await run();
    expect((await figures()).days.map(({ kind }) => kind)).toContain('gone');
    await database.query('DELETE FROM orders WHERE id = $1', [order?.id]);

    expect((await figures()).days.map(({ kind }) => kind)).not.toContain('gone');
    expect(await figures()).toEqual(await truth());
  });

  describe('while somebody changes the ledger', () => {
    const LATE = `UPDATE refunds SET status = CASE status WHEN 'failed' THEN 'succeeded' ELSE 'failed' END
      WHERE id = (SELECT min(id) FROM refunds WHERE created_at > '2025-03-28')`;

    it('are left alone until the change is there, and have it then', async () => {
      const client = await connected.database.pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(LATE);
        expect(await run()).toMatch(/^summed (\d+) of (?!\1)/);
        await client.query('COMMIT');
      } finally {
        client.release(true);
      }
      await run();

      expect(await broken()).toEqual([]);
      expect(await figures()).toEqual(await truth());
    });

    it('are noted by a change that comes while they are summed', async () => {
      const [late] = await database.query<{ day: string }>(
        `SELECT (created_at AT TIME ZONE 'UTC')::date::text AS day FROM refunds
         WHERE id = (SELECT min(id) FROM refunds WHERE created_at > '2025-03-28')`,
      );
      const day = late?.day ?? '';
      let change: Promise<unknown> = Promise.resolve();
      let isThere = false;
      await connected.transaction.run(async () => {
        expect(await days.lock(day)).toBe(true);
        await days.sum(day, LATER);
        change = database.query(LATE).then(() => (isThere = true));
        await delay(200);
        expect(isThere).toBe(false);
      });
      await change;

      expect(await changed()).toEqual([day]);
      expect(await figures()).toEqual(await truth());
    });
  });

  it('are found broken where they do not say what the ledger says', async () => {
    await run(new Date('2025-03-20T14:00:00Z'));
    expect(await broken()).toEqual([]);
    await database.query(
      'UPDATE sales_day_sums SET gross = gross + 1 WHERE ctid = (SELECT min(ctid) FROM sales_day_sums)',
    );

    expect(await broken()).toEqual([
      expect.objectContaining({ says: 'ledger' }),
      expect.objectContaining({ says: 'sums' }),
    ]);
  });
});
