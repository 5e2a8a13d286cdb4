import bcrypt from 'bcrypt';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { load, median } from './load.js';
import { startApi } from './processes.js';
import type { Result } from './results.js';

const ACCOUNTS = 200;
const PASSWORD = 'Bench-Password-1!';
const COST = 12;
const SECONDS = 6;
const ROUNDS = 3;
const SIGN_INS = 50;
/** Requests a second: what a busy evening asks for, well below what the server can do. */
const READS = 100;

/** What a storm of sign-ins does to those who look at films. */
export async function measureSignIns(databaseUrl: string): Promise<Result[]> {
  await enterAccounts(databaseUrl);
  const api = await startApi(databaseUrl, 8_202, {
    RESPONSE_CACHE: 'off',
    RUN_WORKER: 'off',
    RATE_LIMIT_SCALE: '100000',
    BCRYPT_COST: String(COST),
  });
  try {
    const read = () => load(api.url, ['/movies'], SECONDS, { rate: READS });
    const ratios: number[] = [];
    let answered = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const quiet = await read();
      const [during, signedIn] = await Promise.all([read(), storm(api.url)]);
      ratios.push(during.p99 / quiet.p99);
      answered += signedIn;
    }
    return [
      {
        name: `p99 of the list while ${SIGN_INS} sign-ins a second are asked for, against quiet`,
        value: median(ratios),
        unit: '×',
        target: { atMost: 3 },
      },
      {
        name: 'sign-ins that were let in meanwhile',
        value: answered / (ROUNDS * SECONDS),
        unit: '/s',
        target: { atLeast: 1 },
      },
    ];
  } finally {
    await api.stop();
  }
}

async function enterAccounts(databaseUrl: string): Promise<void> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query(
    `INSERT INTO users (email, hashed_password, is_active, activated_at)
     SELECT 'bench-' || n || '@cinema.example', $1, true, now() FROM generate_series(1, $2) n ON CONFLICT DO NOTHING`,
    [await bcrypt.hash(PASSWORD, COST), ACCOUNTS],
  );
  await database.end();
}

/** Asks for sign-ins at a steady rate from a process of its own. @returns how many were let in */
async function storm(url: string): Promise<number> {
  const words = [url, ACCOUNTS, PASSWORD, SIGN_INS, SECONDS].map(String);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'storm.js'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return Number(await text(child.stdout));
}
