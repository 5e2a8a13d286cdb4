import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/index.js';
import { migrate } from '../src/platform/database/index.js';
import { measureCatalogue, measureSearch } from './catalogue.js';
import { measureOwnState } from './own-state.js';
import { measureOrderHistory } from './order-history.js';
import { measureOrders } from './orders.js';
import { type Result, table } from './results.js';
import { runCli } from './processes.js';
import { measureReactions } from './reactions.js';
import { measureReports } from './reports.js';
import { measureSignIns } from './sign-ins.js';
import { measureWebhooks } from './webhooks.js';
import { measureStreams } from './streams.js';
import { measureTheatre } from './theatre.js';

/**
 * Measures everything on made-up films and prints ratios: `npm run bench [-- --films 100000 --only shop,streams --large 1000000]`.
 * `--only` names parts (catalogue, sign-ins, reactions, shop, own-state, streams, theatre, reports); `--tickets` says
 * how many tickets the year of the reports has (1,000,000). With `--large` search is measured on a
 * second, larger catalogue, too (ten more minutes for a million films). Everything runs on this machine, on an embedded
 * PostgreSQL in a temporary directory that is removed at the end.
 */
const option = (name: string): number | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : Number(process.argv[at + 1]);
};

/** What is measured on the catalogue; the order of the keys is that of the rows. */
const parts: Readonly<Record<string, (url: string) => Promise<Result[]>>> = {
  catalogue: (url) => measureCatalogue(url, films),
  'sign-ins': measureSignIns,
  reactions: measureReactions,
  // Webhooks are about the orders that were paid before.
  shop: async (url) => [
    ...(await measureOrders(url)),
    ...(await measureWebhooks(url)),
    ...(await measureOrderHistory(url)),
  ],
  'own-state': measureOwnState,
  streams: measureStreams,
  theatre: measureTheatre,
  reports: (url) => measureReports(url, tickets),
};

const onlyAt = process.argv.indexOf('--only');
const only = onlyAt === -1 ? [] : (process.argv[onlyAt + 1] ?? '').split(',');
const films = option('films') ?? 100_000;
const tickets = option('tickets') ?? 1_000_000;
const large = option('large');
const directory = await mkdtemp(join(tmpdir(), 'online-cinema-bench-'));
await chmod(directory, 0o755);
const postgres = await startEmbeddedPostgres({ directory });
const results: Result[] = [];
try {
  const small = await catalogue('bench_small', films);
  results.push(
    {
      name: `import of ${films} films`,
      value: films / small.seconds,
      unit: 'films/s',
      target: { atLeast: 5_000 },
    },
    { name: 'import: peak memory', value: small.peakMemory, unit: 'MB', target: { atMost: 300 } },
  );
  for (const [part, measure] of Object.entries(parts)) {
    if (only.length === 0 || only.includes(part)) results.push(...(await measure(small.url)));
  }
  if (large !== undefined) {
    const big = await catalogue('bench_large', large);
    results.push(
      {
        name: `import of ${large} films`,
        value: large / big.seconds,
        unit: 'films/s',
        target: { atLeast: 5_000 },
      },
      { name: 'import: peak memory', value: big.peakMemory, unit: 'MB', target: { atMost: 300 } },
      ...(await measureSearch(small.url, big.url, large)),
    );
  }
} finally {
  process.stdout.write(`\n${table(results)}\n`);
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}

/** Makes a database and brings films into it with the command that operators use. */
async function catalogue(
  name: string,
  count: number,
): Promise<{ url: string; seconds: number; peakMemory: number }> {
  const file = join(directory, `${name}.csv`);
  const generator = spawn(
    process.execPath,
    [join(import.meta.dirname, 'generate-catalogue.js'), '--films', String(count), '--seed', '1'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const output = generator.stdout.pipe(createWriteStream(file));
  await once(output, 'finish');
  const server = new Client({ connectionString: postgres.url });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  await server.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  await migrate(url.href);
  process.stdout.write(`\nImporting ${count} films (${Math.round((await stat(file)).size / 1e6)} MB) ...\n`);
  const run = await runCli(url.href, 'catalogue', 'import', file);
  await rm(file);
  const database = new Client({ connectionString: url.href });
  await database.connect();
  await database.query('VACUUM ANALYZE');
  await database.end();
  return { url: url.href, ...run };
}
