import { Client } from 'pg';
import { load, median } from './load.js';
import { startApi } from './processes.js';
import type { Result } from './results.js';
import { enterCustomers, filmsOnSale, signIn } from './shop.js';

const ORDERS = 10_000;
const SECONDS = 2;
const ROUNDS = 5;

interface Listed {
  readonly total_items: number;
  readonly total_pages: number;
  readonly next_page: string | null;
}

/** What it costs somebody who has bought for years to look at what they bought last, and at what they bought first. */
export async function measureOrderHistory(databaseUrl: string): Promise<Result[]> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const [customer] = await enterCustomers(database, 'collector', 1);
  const [film] = await filmsOnSale(database, 1);
  await enterOrders(database, customer?.id ?? 0, film ?? 0);
  await database.end();
  const api = await startApi(databaseUrl, 8_205, {
    RUN_WORKER: 'off',
    RATE_LIMIT_SCALE: '100000',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'error',
  });
  try {
    const [token = ''] = await signIn(api.url, customer ? [customer] : []);
    const headers = { authorization: `Bearer ${token}` };
    const list = async (path: string): Promise<Listed> =>
      (await (await fetch(`${api.url}${path}`, { headers })).json()) as Listed;
    const { total_items: count, total_pages: pages } = await list('/orders');
    if (count !== ORDERS) throw new Error(`There are ${count} orders.`);
    const { next_page: bookmarked } = await list(`/orders?page=${pages - 1}`);
    if (!bookmarked?.includes('bookmark=')) throw new Error('The last page has no bookmark.');
    const rate = async (path: string): Promise<number> =>
      (await load(api.url, [path], SECONDS, { headers })).perSecond;
    const byNumber: number[] = [];
    const byBookmark: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const first = await rate('/orders');
      const last = await rate(`/orders?page=${pages}`);
      const kept = await rate(bookmarked);
      if (round === 0) continue;
      byNumber.push(first / last);
      byBookmark.push(first / kept);
    }
    const name = (how: string): string =>
      `history of ${ORDERS} orders: last page by ${how}, against the first`;
    return [
      { name: name('number'), value: median(byNumber), unit: '×', target: { atMost: 2 } },
      { name: name('bookmark'), value: median(byBookmark), unit: '×', target: { atMost: 2 } },
    ];
  } finally {
    await api.stop();
  }
}

/** Orders of two lines each; a film can be bought and given back again and again. */
async function enterOrders(database: Client, userId: number, film: number): Promise<void> {
  await database.query(
    `WITH o AS (
       INSERT INTO orders (user_id, status, total_amount, refunded_amount, currency, created_at, expires_at, paid_at)
       SELECT $1, 'refunded', 19.98, 19.98, 'usd', at, at + interval '15 minutes', at
       FROM generate_series(1, $2::int) n CROSS JOIN LATERAL (SELECT now() - n * interval '1 hour' AS at) t RETURNING id, paid_at)
     INSERT INTO order_items (order_id, kind, movie_id, title, quantity, price_at_order, refunded_amount, refunded_at)
     SELECT o.id, 'movie', $3, 'A film (1999)', 1, 9.99, 9.99, o.paid_at FROM o CROSS JOIN generate_series(1, 2)`,
    [userId, ORDERS, film],
  );
  await database.query('VACUUM ANALYZE orders, order_items');
}
