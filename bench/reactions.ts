import bcrypt from 'bcrypt';
import { Client } from 'pg';
import { median } from './load.js';
import { startApi } from './processes.js';
import type { Result } from './results.js';

const CLIENTS = 200;
const PASSWORD = 'Bench-Password-1!';
const SECONDS = 5;
const ROUNDS = 3;

/** What it costs two hundred people to react to one film at once, against a film for each of them. */
export async function measureReactions(databaseUrl: string): Promise<Result[]> {
  const films = await prepare(databaseUrl);
  const api = await startApi(databaseUrl, 8_203, {
    RATE_LIMIT_SCALE: '100000',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'error',
  });
  try {
    const tokens: string[] = [];
    for (let n = 0; n < CLIENTS; n += 1) tokens.push(await signIn(api.url, n));
    const [one = ''] = films;
    const ratios: number[] = [];
    let perSecond = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      const many = await react(api.url, tokens, (n) => films[n] ?? one);
      const same = await react(api.url, tokens, () => one);
      if (round === 0) continue;
      ratios.push(same / many);
      perSecond += same / ROUNDS;
    }
    return [
      {
        name: `reactions of ${CLIENTS} people to one film, against one each (${Math.round(perSecond)}/s)`,
        value: median(ratios),
        unit: '×',
        target: { atLeast: 0.8 },
      },
    ];
  } finally {
    await api.stop();
  }
}

/** Enters accounts. @returns as many films */
async function prepare(databaseUrl: string): Promise<string[]> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query(
    `INSERT INTO users (email, hashed_password, is_active, activated_at)
     SELECT 'reader-' || n || '@cinema.example', $1, true, now() FROM generate_series(0, $2::int - 1) n`,
    [await bcrypt.hash(PASSWORD, 4), CLIENTS],
  );
  const films = await database.query<{ uuid: string }>(
    'SELECT uuid FROM movies WHERE deleted_at IS NULL LIMIT $1',
    [CLIENTS],
  );
  await database.end();
  return films.rows.map((row) => row.uuid);
}

async function signIn(url: string, n: number): Promise<string> {
  const answer = await fetch(`${url}/accounts/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `reader-${n}@cinema.example`, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`A sign-in was answered with ${answer.status}.`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Everybody changes their mind again and again. @returns reactions a second */
async function react(url: string, tokens: readonly string[], filmOf: (n: number) => string): Promise<number> {
  const begun = performance.now();
  const end = begun + SECONDS * 1_000;
  let done = 0;
  await Promise.all(
    tokens.map(async (token, n) => {
      for (let turn = 0; performance.now() < end; turn += 1) {
        const answer = await fetch(`${url}/movies/${filmOf(n)}/reaction`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ value: turn % 2 === 0 ? 'like' : 'dislike' }),
        });
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`A reaction was answered with ${answer.status}.`);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - begun) / 1_000);
}
