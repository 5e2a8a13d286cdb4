import bcrypt from 'bcrypt';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Server, startApi } from './processes.js';

const PASSWORD = 'Bench-Password-1!';
const KEYS = { secretKey: 'sk_test_bench4eC39HqLyjWDarjt', webhookSecret: 'whsec_bench9fK2mQ7xTz4LbV8n' };

/** Somebody who buys. */
export interface Customer {
  readonly id: number;
  readonly email: string;
}

/** The program with a stand-in for Stripe and a mail server, each a process of its own. */
export interface Shop {
  readonly url: string;
  readonly stripe: string;
  readonly webhookSecret: string;
  stop(): Promise<void>;
}

export async function openShop(databaseUrl: string, port: number): Promise<Shop> {
  const outside = await startOutside(`http://127.0.0.1:${port}/payments/webhook`);
  const api: Server = await startApi(databaseUrl, port, {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    STRIPE_SECRET_KEY: KEYS.secretKey,
    STRIPE_WEBHOOK_SECRET: KEYS.webhookSecret,
    STRIPE_API_URL: outside.stripe,
    SMTP_URL: outside.smtp,
    RATE_LIMIT_SCALE: '100000',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'error',
  });
  return {
    url: api.url,
    stripe: outside.stripe,
    webhookSecret: KEYS.webhookSecret,
    stop: async () => {
      await api.stop();
      await outside.stop();
    },
  };
}

/** The stand-in and the mail server. Without an address to tell it of, what happens at the stand-in is told to nobody. */
export async function startOutside(
  webhookUrl = '',
): Promise<{ stripe: string; smtp: string; secretKey: string; stop(): Promise<void> }> {
  const words = [webhookUrl, KEYS.secretKey, KEYS.webhookSecret];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'outside.js'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const addresses = JSON.parse(line.toString()) as { stripe: string; smtp: string };
  return { ...addresses, secretKey: KEYS.secretKey, stop: () => end(child) };
}

/** Enters accounts. */
export async function enterCustomers(database: Client, name: string, count: number): Promise<Customer[]> {
  const { rows } = await database.query<Customer>(
    `INSERT INTO users (email, hashed_password, is_active, activated_at)
     SELECT $1 || '-' || n || '@cinema.example', $2, true, now() FROM generate_series(1, $3::int) n RETURNING id, email`,
    [name, await bcrypt.hash(PASSWORD, 4), count],
  );
  await database.query('INSERT INTO carts (user_id) SELECT unnest($1::int[])', [rows.map(({ id }) => id)]);
  return rows;
}

/** @returns their access tokens */
export async function signIn(url: string, customers: readonly Customer[]): Promise<string[]> {
  const tokens: string[] = [];
  for (const { email } of customers) {
    const answer = await fetch(`${url}/accounts/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`A sign-in was answered with ${answer.status}.`);
    tokens.push(((await answer.json()) as { access_token: string }).access_token);
  }
  return tokens;
}

/** Films that anybody can buy. */
export async function filmsOnSale(database: Client, count: number): Promise<number[]> {
  const { rows } = await database.query<{ id: number }>(
    `SELECT id FROM movies WHERE deleted_at IS NULL AND NOT withdrawn AND sale_from IS NULL AND sale_until IS NULL
       AND countries IS NULL AND min_age IS NULL AND price >= 1 ORDER BY id LIMIT $1`,
    [count],
  );
  if (rows.length < count) throw new Error(`There are only ${rows.length} films on sale.`);
  return rows.map(({ id }) => id);
}

export async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
