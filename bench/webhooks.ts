import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { median } from './load.js';
import type { Result } from './results.js';
import { openShop } from './shop.js';

const RATE = 100;
const SECONDS = 6;
const ROUNDS = 3;

/** How fast events of Stripe are taken in while they are handled too: all are about pages that orders were paid on. */
export async function measureWebhooks(databaseUrl: string): Promise<Result[]> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ session: string }>(
    `SELECT session_id AS session FROM checkouts WHERE status = 'complete' ORDER BY id LIMIT 200`,
  );
  const sessions = rows.map(({ session }) => session);
  if (sessions.length === 0) throw new Error('Nothing was paid for: events need orders.');
  const shop = await openShop(databaseUrl, 8_206);
  try {
    const p99s: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const words = [shop.url, shop.webhookSecret, String(RATE), String(SECONDS)];
      const script = [join(import.meta.dirname, 'webhook-storm.js'), ...words, ...sessions];
      const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'inherit'] });
      const p99 = Number(await text(child.stdout));
      if (!(p99 > 0)) throw new Error('The events did not come through.');
      if (round > 0) p99s.push(p99);
    }
    return [
      {
        name: `p99 of the webhook under ${RATE} events a second`,
        value: median(p99s),
        unit: 'ms',
        target: { atMost: 50 },
      },
    ];
  } finally {
    await shop.stop();
    await database.end();
  }
}
