import bcrypt from 'bcrypt';
import { Client } from 'pg';
import { load, median } from './load.js';
import { startApi } from './processes.js';
import type { Result } from './results.js';

const PASSWORD = 'Bench-Password-1!';
const SECONDS = 2;
const ROUNDS = 12;

interface Listed {
  items: { uuid: string; reaction?: string | null; rating?: number | null; is_favorite?: boolean }[];
}

/** What it costs to add to a list what its films are to the one who looks at it. */
export async function measureOwnState(databaseUrl: string): Promise<Result[]> {
  const api = await startApi(databaseUrl, 8_202, {
    RESPONSE_CACHE: 'off',
    RUN_WORKER: 'off',
    RATE_LIMIT_SCALE: '100000',
    LOG_LEVEL: 'error',
  });
  try {
    const [token = ''] = await signInViewers(databaseUrl, api.url, 1);
    const headers = { authorization: `Bearer ${token}` };
    await haveAnOpinionOfAll(api.url, headers);
    const anonymous = () => load(api.url, ['/movies'], SECONDS);
    const signedIn = () => load(api.url, ['/movies'], SECONDS, { headers });
    const ratios: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const without = await anonymous();
      const withState = await signedIn();
      if (round > 0) ratios.push(withState.perSecond / without.perSecond);
    }
    return [
      {
        name: `list with the own state, no cache, against the anonymous one (${spreadOf(ratios)})`,
        value: median(ratios),
        unit: '×',
        target: { atLeast: 0.8 },
      },
    ];
  } finally {
    await api.stop();
  }
}

/** How far rounds lie apart: where that is much, the machine had other work and their median says little. */
export function spreadOf(ratios: readonly number[]): string {
  return `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
}

/** Enters accounts, unless they are there, and signs them in. @returns their access tokens */
export async function signInViewers(databaseUrl: string, url: string, count: number): Promise<string[]> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await database.query(
      `INSERT INTO users (email, hashed_password, is_active, activated_at)
       SELECT 'viewer-' || n || '@cinema.example', $1, true, now() FROM generate_series(0, $2::int - 1) n
       ON CONFLICT DO NOTHING`,
      [await bcrypt.hash(PASSWORD, 4), count],
    );
  } finally {
    await database.end();
  }
  const tokens: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const answer = await send(`${url}/accounts/login`, 'POST', {
      email: `viewer-${n}@cinema.example`,
      password: PASSWORD,
    });
    tokens.push(((await answer.json()) as { access_token: string }).access_token);
  }
  return tokens;
}

/** A list without a single opinion would be too easy. */
async function haveAnOpinionOfAll(url: string, headers: Record<string, string>): Promise<void> {
  for (const { uuid } of (await listed(url, headers)).items) {
    const film = `${url}/movies/${uuid}`;
    await send(`${film}/reaction`, 'PUT', { value: 'like' }, headers);
    await send(`${film}/rating`, 'PUT', { value: 8 }, headers);
    await send(`${film}/favorite`, 'PUT', undefined, headers);
  }
  const { items } = await listed(url, headers);
  const shown = items.filter((film) => film.reaction === 'like' && film.rating === 8 && film.is_favorite);
  if (items.length === 0 || shown.length < items.length)
    throw new Error(`${shown.length} of ${items.length} films show what the viewer thinks of them.`);
}

async function listed(url: string, headers: Record<string, string>): Promise<Listed> {
  return (await (await fetch(`${url}/movies`, { headers })).json()) as Listed;
}

async function send(
  address: string,
  method: string,
  body: object | undefined,
  headers: Record<string, string> = {},
): Promise<Response> {
  const answer = await fetch(address, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${address} was answered with ${answer.status}.`);
  return answer;
}
