import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { median } from './load.js';
import type { Result } from './results.js';
import {
  type Customer,
  end,
  enterCustomers,
  filmsOnSale,
  openShop,
  type Shop,
  signIn,
  startOutside,
} from './shop.js';

const PORT = 8_204;
const CUSTOMERS = 300;
const CONCURRENCY = 8;
const FILMS_EACH = 2;
const ROUNDS = 3;
const PATIENCE_MS = 120_000;

/** A customer of the twin. */
interface Buyer {
  readonly user: number;
  readonly session: number;
}

/** What it costs to sell, from the filled cart to the library, against the same statements without a program around them. */
export async function measureOrders(databaseUrl: string): Promise<Result[]> {
  const twinUrl = await copyOf(databaseUrl, 'bench_twin');
  const [database, twinDatabase] = await Promise.all([connect(databaseUrl), connect(twinUrl)]);
  const shop = await openShop(databaseUrl, PORT);
  const twin = await startTwin(twinUrl);
  try {
    const customers = await enterCustomers(database, 'buyer', CUSTOMERS);
    const tokens = await signIn(shop.url, customers);
    const buyers = await withSessions(twinDatabase, await enterCustomers(twinDatabase, 'buyer', CUSTOMERS));
    const films = await filmsOnSale(database, (ROUNDS + 1) * FILMS_EACH);
    const ratios: number[] = [];
    let perSecond = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      const bought = films.slice(round * FILMS_EACH, (round + 1) * FILMS_EACH);
      await fillCarts(twinDatabase, bought);
      const plain = await twin.sell(buyers);
      await fillCarts(database, bought);
      const begun = performance.now();
      await atOnce(tokens, (token) => buy(shop, token));
      await untilPaid(database, (round + 1) * CUSTOMERS);
      const taken = performance.now() - begun;
      await untilQuiet(database);
      if (round === 0) continue;
      ratios.push(plain / taken);
      perSecond += (CUSTOMERS * 1_000) / taken / ROUNDS;
    }
    return [
      {
        name: `order, checkout, webhook, fulfilment against the same statements by pg alone (${perSecond.toFixed(1)}/s)`,
        value: median(ratios),
        unit: '×',
        target: { atLeast: 0.6 },
      },
    ];
  } finally {
    await twin.stop();
    await shop.stop();
    await Promise.all([database.end(), twinDatabase.end()]);
  }
}

/** The twin has a database of its own: the program would work on what it puts into the outbox. */
async function copyOf(databaseUrl: string, name: string): Promise<string> {
  const url = new URL(databaseUrl);
  const original = url.pathname.slice(1);
  url.pathname = '/postgres';
  const server = await connect(url.href);
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${original}`);
  await server.end();
  url.pathname = `/${name}`;
  return url.href;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function startTwin(
  databaseUrl: string,
): Promise<{ sell(buyers: readonly Buyer[]): Promise<number>; stop(): Promise<void> }> {
  const outside = await startOutside();
  const words = [databaseUrl, outside.stripe, outside.secretKey, String(CONCURRENCY)];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'orders-twin.js'), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    sell: async (buyers) => {
      child.stdin.write(`${JSON.stringify(buyers)}\n`);
      const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
      if (!(line instanceof Buffer)) throw new Error('The twin ended.');
      return Number(line.toString());
    },
    stop: async () => {
      await end(child);
      await outside.stop();
    },
  };
}

async function withSessions(database: Client, customers: readonly Customer[]): Promise<Buyer[]> {
  const { rows } = await database.query<Buyer>(
    `INSERT INTO sessions (user_id, expires_at) SELECT id, now() + interval '1 day' FROM unnest($1::int[]) AS c (id)
     RETURNING user_id AS "user", id AS session`,
    [customers.map(({ id }) => id)],
  );
  return rows;
}

/** All there are: nobody else has one here. */
async function fillCarts(database: Client, films: readonly number[]): Promise<void> {
  await database.query(
    'INSERT INTO cart_items (cart_id, movie_id) SELECT c.id, f.id FROM carts c CROSS JOIN unnest($1::int[]) AS f (id)',
    [films],
  );
}

async function atOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await work(one);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

async function buy(shop: Shop, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const order = (await ask(`${shop.url}/orders`, { method: 'POST', headers })) as { id: number };
  const { checkout_url: page } = (await ask(`${shop.url}/orders/${order.id}/checkout`, {
    method: 'POST',
    headers,
  })) as { checkout_url: string };
  const paid = await fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'paid' }),
    redirect: 'manual',
  });
  await paid.arrayBuffer();
  if (paid.status !== 303) throw new Error(`A payment was answered with ${paid.status}.`);
}

async function ask(address: string, request: RequestInit): Promise<unknown> {
  const answer = await fetch(address, request);
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}: ${body}`);
  return JSON.parse(body);
}

async function untilPaid(database: Client, count: number): Promise<void> {
  await until(async () => {
    const { rows } = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM orders WHERE status = 'paid'`,
    );
    return rows[0]?.n === count;
  });
}

/** Mails and notices of one measurement are not to run into the next. */
async function untilQuiet(database: Client): Promise<void> {
  await until(async () => {
    const { rows } = await database.query(
      'SELECT 1 FROM outbox WHERE delivered_at IS NULL AND failed_at IS NULL LIMIT 1',
    );
    return rows.length === 0;
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('The orders did not come to their end.');
    await wait(20);
  }
}
