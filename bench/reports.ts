import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { fillBusinessYear } from './business-year/index.js';
import { load, median } from './load.js';
import { spreadOf } from './own-state.js';
import { type Server, startApi, startWorker } from './processes.js';
import { measureFigures } from './reports-figures.js';
import type { Result } from './results.js';
import { enterCustomers, signIn } from './shop.js';

const YEAR = { from: '2025-01-01', to: '2025-12-31' } as const;
const ROUNDS = 5;
const SECONDS = 6;
/** Requests a second: what a busy evening asks for, well below what the server can do. */
const RATE = 60;
const PATHS = ['/movies', '/movies?page=3', '/screenings?date=2025-06-14', '/accounts/me'];
const POLL_MS = 50;

/** Somebody who may have reports made, and where. */
interface Desk {
  readonly api: Server;
  readonly headers: Record<string, string>;
}

/** Reports over a year of business: how long they take, what they take of the machine, and what others notice of it. */
export async function measureReports(databaseUrl: string, tickets: number): Promise<Result[]> {
  await fill(databaseUrl, tickets);
  const files = await mkdtemp(join(tmpdir(), 'online-cinema-bench-reports-'));
  const settings = { DATA_DIR: files, RATE_LIMIT_SCALE: '100000', BCRYPT_COST: '4', LOG_LEVEL: 'error' };
  try {
    return [
      ...(await measureFigures(databaseUrl, YEAR, ROUNDS)),
      ...(await measureOneProcess(databaseUrl, settings)),
      await measureTwoProcesses(databaseUrl, settings),
    ];
  } finally {
    await rm(files, { recursive: true, force: true });
  }
}

async function fill(databaseUrl: string, tickets: number): Promise<void> {
  process.stdout.write(`\nMaking up a year with ${tickets} tickets ...\n`);
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await fillBusinessYear((statement) => database.query(statement), { tickets, trusted: true });
    // What a year of small transactions would have left clean.
    await database.query('VACUUM ANALYZE');
  } finally {
    await database.end();
  }
}

/** The default start: requests are answered by the process that makes the reports. */
async function measureOneProcess(databaseUrl: string, settings: Record<string, string>): Promise<Result[]> {
  const api = await startApi(databaseUrl, 8_208, settings);
  try {
    const desk = { api, headers: await moderator(databaseUrl, api) };
    await load(api.url, PATHS, SECONDS, { headers: desk.headers, rate: RATE });
    const before = await api.peakMemory();
    const times: Result[] = [];
    for (const format of ['pdf', 'xlsx', 'csv'])
      times.push({
        name: `the year's revenue as ${format.toUpperCase()}, from the request to the file`,
        value: await makeReport(desk, format),
        unit: 's',
        target: { atMost: 20 },
      });
    const latency = await measureLatency(desk, 'in one process');
    const peak = await api.peakMemory();
    return [
      ...times,
      {
        name: `peak memory of that process (${before.toFixed(0)} before the first report)`,
        value: peak,
        unit: 'MB',
        target: { atMost: 300 },
      },
      latency,
    ];
  } finally {
    await api.stop();
  }
}

/** As it is run where there is more to do: one process answers, another one works. */
async function measureTwoProcesses(databaseUrl: string, settings: Record<string, string>): Promise<Result> {
  const api = await startApi(databaseUrl, 8_209, { ...settings, RUN_WORKER: 'off' });
  const worker = startWorker(databaseUrl, settings);
  try {
    return await measureLatency(
      { api, headers: await moderator(databaseUrl, api) },
      'with a worker of its own',
    );
  } finally {
    await worker.stop();
    await api.stop();
  }
}

/** The p99 of people who read while reports are made, one after the other, against that of people who read in peace. */
async function measureLatency(desk: Desk, how: string): Promise<Result> {
  const { api, headers } = desk;
  const read = async (): Promise<number> =>
    (await load(api.url, PATHS, SECONDS, { headers, rate: RATE })).p99;
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const quiet = await read();
    const busy = await whileReporting(desk, read);
    if (round > 0) ratios.push(busy / quiet);
  }
  return {
    name: `p99 of readers while reports are made, ${how}, against quiet (${spreadOf(ratios)})`,
    value: median(ratios),
    unit: '×',
    target: { atMost: 2 },
  };
}

async function whileReporting(desk: Desk, work: () => Promise<number>): Promise<number> {
  const reporting = { goesOn: true };
  const reports = (async () => {
    for (let n = 0; reporting.goesOn; n += 1) await makeReport(desk, n % 2 === 0 ? 'pdf' : 'xlsx');
  })();
  try {
    return await work();
  } finally {
    reporting.goesOn = false;
    await reports;
  }
}

/** @returns how many seconds it took until its file was there */
async function makeReport({ api, headers }: Desk, format: string): Promise<number> {
  const begun = performance.now();
  const asked = await fetch(`${api.url}/reports`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'revenue', format, ...YEAR }),
  });
  if (asked.status !== 202)
    throw new Error(`POST /reports was answered with ${asked.status}: ${await asked.text()}`);
  const { id } = (await asked.json()) as { id: number };
  for (;;) {
    const answer = await fetch(`${api.url}/reports/${id}`, { headers });
    const { status, error } = (await answer.json()) as { status: string; error: string | null };
    if (status === 'completed') return (performance.now() - begun) / 1000;
    if (status === 'failed') throw new Error(`A report failed: ${error}`);
    await wait(POLL_MS);
  }
}

/** What a moderator who has just signed in sends with every request. */
async function moderator(databaseUrl: string, { url }: Server): Promise<Record<string, string>> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const people = await enterCustomers(database, `moderator-${Date.now()}`, 1);
    await database.query(
      `UPDATE users SET group_id = (SELECT id FROM user_groups WHERE name = 'moderator') WHERE id = ANY ($1::int[])`,
      [people.map(({ id }) => id)],
    );
    const [token = ''] = await signIn(url, people);
    return { authorization: `Bearer ${token}` };
  } finally {
    await database.end();
  }
}
