import { type ClientRequest, Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { load, median } from './load.js';
import { signInViewers, spreadOf } from './own-state.js';
import { type Server, startApi, startTwin } from './processes.js';
import type { Result } from './results.js';
import { type BenchTheatre, fillTheatre, SEATS_IN_ROW } from './theatre-data.js';

const ROUNDS = 6;
const SECONDS = 3;
const BUYERS = 10;
const WATCHERS = 2_000;

/** Somebody who holds seats: the token for the program, the session for its twin. */
interface Buyer {
  readonly headers: Record<string, string>;
}

/** Holding seats, looking at them, watching them, and finding screenings. */
export async function measureTheatre(databaseUrl: string): Promise<Result[]> {
  const theatre = await fillTheatre(databaseUrl);
  const api = await startApi(databaseUrl, 8_206, {
    RESPONSE_CACHE: 'off',
    RUN_WORKER: 'off',
    RATE_LIMIT_SCALE: '100000',
    LOG_LEVEL: 'error',
  });
  const twin = await startTwin(databaseUrl, 8_207, 'theatre-twin.js');
  try {
    const tokens = await signInViewers(databaseUrl, api.url, BUYERS);
    const buyers = tokens.map((token) => ({
      headers: { authorization: `Bearer ${token}`, session: sessionOf(token) },
    }));
    return [
      ...(await measureHolds(databaseUrl, api, twin, theatre, buyers)),
      await measureSeatMap(api, twin, theatre),
      await measureProgramme(api, theatre),
      await measureWatchers(api, theatre, buyers),
    ];
  } finally {
    await twin.stop();
    await api.stop();
  }
}

async function measureHolds(
  databaseUrl: string,
  api: Server,
  twin: Server,
  theatre: BenchTheatre,
  buyers: readonly Buyer[],
): Promise<Result[]> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const free: Freeing = async (screenings, seats) => {
    await database.query(
      `WITH a AS (DELETE FROM seat_allocations WHERE screening_id = ANY ($1::int[]) AND seat_id = ANY ($2::int[])
         RETURNING hold_id)
       DELETE FROM holds WHERE id IN (SELECT hold_id FROM a)`,
      [screenings, seats],
    );
  };
  try {
    const results: Result[] = [];
    for (const halls of [1, theatre.screenings.length]) {
      const ratios: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const bare = await holdSeats(twin, theatre, buyers, halls, free);
        const own = await holdSeats(api, theatre, buyers, halls, free);
        if (round > 0) ratios.push(own / bare);
      }
      results.push({
        name: `holds of two seats ${halls === 1 ? 'in one hall' : `over ${halls} halls`}, against the bare statement (${spreadOf(ratios)})`,
        value: median(ratios),
        unit: '×',
        target: { atLeast: 0.6 },
      });
    }
    return results;
  } finally {
    await database.end();
  }
}

/** Takes holds away past the program, so that there are always free seats. */
type Freeing = (screenings: readonly number[], seats: readonly number[]) => Promise<void>;

/** Every buyer holds pairs of seats in a row of their own, as fast as it goes. @returns holds a second */
async function holdSeats(
  server: Server,
  { screenings, seats }: BenchTheatre,
  buyers: readonly Buyer[],
  halls: number,
  free: Freeing,
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const end = begun + SECONDS * 1000;
  let holds = 0;
  await Promise.all(
    buyers.map(async ({ headers }, buyer) => {
      for (let turn = 0; performance.now() < end; turn += 1) {
        const hall = halls === 1 ? 0 : (buyer + turn * buyers.length) % halls;
        const first = buyer * SEATS_IN_ROW + 2 * (turn % (SEATS_IN_ROW / 2));
        const held = await send(agent, server, 'POST', `/screenings/${screenings[hall]}/holds`, headers, {
          seat_ids: seats[hall]?.slice(first, first + 2),
        });
        if (held.status !== 201) throw new Error(`A hold was answered with ${held.status}: ${held.text}`);
        holds += 1;
        if (2 * ((turn % (SEATS_IN_ROW / 2)) + 1) === SEATS_IN_ROW)
          await free(screenings, rowOf(seats, buyer));
      }
      await free(screenings, rowOf(seats, buyer));
    }),
  );
  agent.destroy();
  return holds / ((performance.now() - begun) / 1000);
}

function rowOf(seats: BenchTheatre['seats'], row: number): number[] {
  return seats.flatMap((hall) => hall.slice(row * SEATS_IN_ROW, (row + 1) * SEATS_IN_ROW));
}

async function measureSeatMap(api: Server, twin: Server, { screenings }: BenchTheatre): Promise<Result> {
  const path = `/screenings/${screenings[0]}/seats`;
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const bare = await load(twin.url, [path], SECONDS);
    const own = await load(api.url, [path], SECONDS);
    if (round > 0) ratios.push(own.perSecond / bare.perSecond);
  }
  return {
    name: `the map of 400 seats, against the twin (${spreadOf(ratios)})`,
    value: median(ratios),
    unit: '×',
    target: { atLeast: 0.7 },
  };
}

async function measureProgramme(api: Server, { busyDay, quietDay }: BenchTheatre): Promise<Result> {
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const quiet = await load(api.url, [`/screenings?date=${quietDay}`], SECONDS);
    const busy = await load(api.url, [`/screenings?date=${busyDay}`], SECONDS);
    if (round > 0) ratios.push(quiet.perSecond / busy.perSecond);
  }
  return {
    name: `screenings of a day, 100 cinemas against one (${spreadOf(ratios)})`,
    value: median(ratios),
    unit: '×',
    target: { atMost: 2 },
  };
}

/** How long after a hold was answered the last of all who watch the screening has seen it. */
async function measureWatchers(
  api: Server,
  { screenings, seats }: BenchTheatre,
  buyers: readonly Buyer[],
): Promise<Result> {
  const agent = new Agent({ keepAlive: true });
  const watchers = new Watchers(`${api.url}/screenings/${screenings[0]}/stream`);
  const times: number[] = [];
  try {
    await watchers.open(WATCHERS);
    for (let round = 0; round < ROUNDS; round += 1) {
      await wait(500);
      const [seat = 0] = seats[0]?.slice(round * SEATS_IN_ROW) ?? [];
      const seen = watchers.allSee(seat);
      const headers = buyers[round % buyers.length]?.headers ?? {};
      const { status } = await send(agent, api, 'POST', `/screenings/${screenings[0]}/holds`, headers, {
        seat_ids: [seat],
      });
      if (status !== 201) throw new Error(`A hold was answered with ${status}.`);
      const answered = performance.now();
      times.push((await seen) - answered);
    }
  } finally {
    watchers.close();
    agent.destroy();
  }
  return {
    name: `a change reaches ${WATCHERS} who watch one screening, the slowest of ${ROUNDS} times`,
    value: Math.max(...times),
    unit: 'ms',
    target: { atMost: 1_000 },
  };
}

/** Open streams of one screening. */
class Watchers {
  private readonly requests: ClientRequest[] = [];
  private waiting: { readonly mark: string; left: number; readonly done: (at: number) => void } | undefined;

  constructor(private readonly url: string) {}

  async open(count: number): Promise<void> {
    for (let opened = 0; opened < count; opened += 100)
      await Promise.all(Array.from({ length: 100 }, () => this.openOne()));
  }

  /** @returns when the last one has been sent an event that names the seat */
  allSee(seat: number): Promise<number> {
    return new Promise((done) => {
      this.waiting = { mark: `"id":${seat},`, left: this.requests.length, done };
    });
  }

  close(): void {
    for (const open of this.requests) open.destroy();
  }

  private openOne(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stream = request(this.url, { agent: false }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`A stream was answered with ${answer.statusCode}.`));
        answer.setEncoding('utf8');
        answer.once('data', () => {
          resolve();
          answer.on('data', (text: string) => this.look(text));
        });
        answer.on('error', () => undefined);
      });
      stream.on('error', reject);
      stream.end();
      this.requests.push(stream);
    });
  }

  private look(text: string): void {
    const { waiting } = this;
    if (!waiting || !text.includes(waiting.mark)) return;
    waiting.left -= 1;
    if (waiting.left === 0) waiting.done(performance.now());
  }
}

function send(
  agent: Agent,
  { url }: Server,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const sent = request(
      `${url}${path}`,
      { agent, method, headers: { ...headers, ...(text && { 'content-type': 'application/json' }) } },
      (answer) => {
        let received = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (received += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: received }));
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** The session that an access token names. */
function sessionOf(token: string): string {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sid: string | number;
  };
  return String(payload.sid);
}
