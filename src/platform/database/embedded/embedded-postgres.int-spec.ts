import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { transformFile } from '@swc/core';
import { Client } from 'pg';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './index.js';
import { birthOf } from './process-identity.js';

jest.setTimeout(30_000);

const settings = { fsync: 'off', shared_buffers: '16MB' };
let programs: string;
let made: string;
let directory: string;
let started: EmbeddedPostgres[];
let children: ChildProcess[];
let occupied: Server[];

beforeAll(async () => {
  programs = await compileForChildren();
  made = await aDirectory();
  await (await startEmbeddedPostgres({ directory: made, settings })).stop();
});

afterAll(async () => {
  await rm(programs, { recursive: true });
  await rm(made, { recursive: true });
});

beforeEach(async () => {
  directory = await aDirectory();
  started = [];
  children = [];
  occupied = [];
});

afterEach(async () => {
  for (const child of children) await kill(child);
  for (const server of started) await server.stop();
  for (const server of occupied) server.close();
  await killServerLeftBehind();
  await rm(directory, { recursive: true, maxRetries: 3 });
});

describe('a fresh directory', () => {
  it('gets a cluster in UTF-8 with our database, and no socket but that on the loopback address', async () => {
    const server = await start();

    expect(server).toMatchObject({ created: true, adopted: false });
    expect(server.url).toMatch(/^postgres:\/\/cinema:[0-9a-f]{48}@127\.0\.0\.1:\d+\/cinema$/);
    const [row] = await query(
      server,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding, lower('É') AS lower,
              current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
              current_setting('TimeZone') AS zone, current_setting('jit') AS jit`,
    );
    expect(row).toEqual({
      database: 'cinema',
      encoding: 'UTF8',
      lower: 'é',
      addresses: '127.0.0.1',
      sockets: '',
      zone: 'UTC',
      jit: 'off',
    });
  });

  it('is made anew where a start was killed while it made the cluster', async () => {
    const child = run();
    await until(async () => (await readdir(directory)).some((name) => name.startsWith('postgres.new-')));
    await kill(child);

    const server = await start();

    expect(server).toMatchObject({ created: true, adopted: false });
    await expect(query(server, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect((await readdir(directory)).sort()).toEqual(['postgres', 'postgres.log', 'start.lock']);
  });
});

describe('data already there', () => {
  beforeEach(copyData);

  it('lets nobody in without the password', async () => {
    const server = await start();

    await expect(
      query({ url: server.url.replace(/:[0-9a-f]{48}@/, ':wrong@') }, 'SELECT 1'),
    ).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('keeps the data and the port, and stops as often as it is asked to', async () => {
    const first = await start();
    await query(first, `CREATE TABLE film AS SELECT 'Solaris' AS title`);
    await first.stop();
    await first.stop();
    await expect(query(first, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const second = await start();

    expect(second).toMatchObject({ created: false, adopted: false, url: first.url });
    await expect(query(second, 'SELECT title FROM film')).resolves.toEqual([{ title: 'Solaris' }]);
  });

  it('takes another port where the wished one is busy, and keeps to that', async () => {
    const busy = await aBusyPort();

    const first = await start({ preferredPort: busy });

    expect(portOf(first)).not.toBe(busy);
    await first.stop();
    await expect(start().then(portOf)).resolves.toBe(portOf(first));
  });
});

describe('after a kill', () => {
  beforeEach(copyData);

  it('of the application, adopts its server with everything committed', async () => {
    const child = run();
    const { url } = await reportOf(child);
    await query({ url }, `CREATE TABLE film AS SELECT 'Stalker' AS title`);
    const pid = await serverPid();
    await kill(child);

    const server = await start();

    expect(server).toMatchObject({ created: false, adopted: true, url });
    expect(await serverPid()).toBe(pid);
    await expect(query(server, 'SELECT title FROM film')).resolves.toEqual([{ title: 'Stalker' }]);
    await server.stop();
    expect(await birthOf(pid)).toBeUndefined();
  });

  it('of the application, restarts a server whose settings are not those wanted', async () => {
    const child = run();
    await reportOf(child);
    await kill(child);

    const server = await start({ settings: { ...settings, work_mem: '5MB' } });

    expect(server.adopted).toBe(false);
    await expect(query(server, 'SHOW work_mem')).resolves.toEqual([{ work_mem: '5MB' }]);
  });

  it('of the server, recovers what was committed', async () => {
    const first = await start({ settings: { shared_buffers: '16MB' } });
    await query(first, `CREATE TABLE film AS SELECT 'Mirror' AS title`);
    process.kill(await serverPid(), 'SIGKILL');
    await first.stop();
    await expect(access(join(directory, 'postgres/postmaster.pid'))).resolves.toBeUndefined();

    const second = await start({ settings: { shared_buffers: '16MB' } });

    expect(second).toMatchObject({ created: false, adopted: false });
    await expect(query(second, 'SELECT title FROM film')).resolves.toEqual([{ title: 'Mirror' }]);
  });

  it('of both, starts although other processes have their numbers now', async () => {
    await start().then((first) => first.stop());
    const other = spawn('sleep', ['60'], await ownerOfData());
    children.push(other);
    const pid = String(other.pid);
    await writeFile(
      join(directory, 'postgres/postmaster.pid'),
      `${pid}\n${directory}/postgres\n1\n5433\n\n\n1 1\nready\n`,
    );
    await mkdir(join(directory, 'start.lock'));
    await writeFile(join(directory, 'start.lock', `pid-${pid}-began-earlier`), '');

    const second = await start();

    expect(second.adopted).toBe(false);
    await expect(query(second, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
  });
});

describe('two starts in one directory', () => {
  beforeEach(copyData);

  it('leave one winner, and the others know whom to stop', async () => {
    const contestants = [run(), run(), run()];
    const reports = await Promise.all(contestants.map(reportOf));

    const winners = contestants.filter((_, index) => reports[index]?.error === undefined);
    expect(winners).toHaveLength(1);
    const whom = `already runs with the data in ${directory}, as process ${String(winners[0]?.pid)}.`;
    const losers = reports.filter(({ error }) => error !== undefined);
    expect(losers.map(({ error }) => error?.includes(whom))).toEqual([true, true]);
  });

  it('leave one winner among those who find the lock of a dead process', async () => {
    const child = run();
    await reportOf(child);
    await kill(child);

    const reports = await Promise.all([run(), run(), run()].map(reportOf));

    expect(reports.filter(({ adopted }) => adopted)).toHaveLength(1);
    expect(reports.filter(({ error }) => error !== undefined)).toHaveLength(2);
  });

  it('are refused within one process too, until the first has stopped', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow('This process has already started the database');
    await first.stop();
    await expect(start()).resolves.toMatchObject({ created: false });
  });
});

describe('says what to do', () => {
  it.each([
    [
      'about data of another version',
      'PG_VERSION',
      '16\n',
      /was written by PostgreSQL 16, and PostgreSQL 18,/,
    ],
    ['about a lost password', 'cinema.password', '', /has lost the file cinema.password/],
    ['with the end of the log when the server does not start', 'postgresql.conf', 'port = many', /"many"/],
  ])('%s', async (_, file, content, message) => {
    await copyData();
    await writeFile(join(directory, 'postgres', file), content);

    const failure = await start().catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(EmbeddedPostgresError);
    expect(String(failure)).toMatch(message);
    expect(String(failure)).toContain(join(directory, 'postgres'));
    expect(await readdir(directory)).not.toContain('start.lock');
  });

  it('about a directory that is something else, and leaves it alone', async () => {
    await mkdir(join(directory, 'postgres'));
    await writeFile(join(directory, 'postgres/notes.txt'), 'mine');

    await expect(start()).rejects.toThrow('is not a PostgreSQL data directory');
    await expect(readFile(join(directory, 'postgres/notes.txt'), 'utf8')).resolves.toBe('mine');
  });

  it('about a file in the way', async () => {
    await writeFile(join(directory, 'file'), '');

    await expect(startEmbeddedPostgres({ directory: join(directory, 'file/data') })).rejects.toThrow(
      /in the way of .*Move it away/,
    );
  });
});

async function start(
  options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory, settings, ...options });
  started.push(server);
  return server;
}

async function query({ url }: { url: string }, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A directory that the server's user, who is not root, can reach. */
async function aDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'embedded postgres '));
  await chmod(path, 0o755);
  return path;
}

/** Making a cluster takes most of a second: tests that are about something else get a copy. */
async function copyData(): Promise<void> {
  await promisify(execFile)('cp', ['-R', join(made, 'postgres'), directory]);
}

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(join(directory, 'postgres/postmaster.pid'), 'utf8'), 10);
}

async function killServerLeftBehind(): Promise<void> {
  const pid = await serverPid().catch(() => undefined);
  if (pid === undefined || (await birthOf(pid)) === undefined) return;
  process.kill(pid, 'SIGINT');
  await until(async () => (await birthOf(pid)) === undefined);
}

async function ownerOfData(): Promise<{ uid?: number; gid?: number }> {
  const { uid, gid } = await stat(join(directory, 'postgres'));
  return process.getuid?.() === 0 ? { uid, gid } : {};
}

function portOf({ url }: { url: string }): number {
  return Number(new URL(url).port);
}

async function aBusyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  occupied.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 2_000) throw new Error('It did not happen.');
    await sleep(5);
  }
}

interface Report {
  readonly url: string;
  readonly adopted: boolean;
  /** Why it did not start; then there is nothing else. */
  readonly error: string | undefined;
}

/** An application of its own that starts the server, tells how that went, and then runs until it is killed. */
function run(): ChildProcess {
  const child = spawn(
    process.execPath,
    [join(programs, 'child.js'), join(programs, 'index.js'), directory, JSON.stringify(settings)],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  children.push(child);
  return child;
}

async function reportOf(child: ChildProcess): Promise<Report> {
  const [report] = (await Promise.race([once(child, 'message'), diesSilently(child)])) as [Report];
  return report;
}

async function diesSilently(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('The application ended without a report.');
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const childProgram = `
  const [, , program, directory, settings] = process.argv;
  const { startEmbeddedPostgres } = await import(program);
  try {
    const { url, adopted } = await startEmbeddedPostgres({ directory, settings: JSON.parse(settings) });
    process.send({ url, adopted });
  } catch (error) {
    process.send({ error: error.message });
  }
  setInterval(() => undefined, 1000);
`;

async function compileForChildren(): Promise<string> {
  const target = await mkdtemp(join(tmpdir(), 'embedded-postgres-programs-'));
  for (const name of await readdir(import.meta.dirname)) {
    if (!name.endsWith('.ts') || name.endsWith('spec.ts')) continue;
    const { code } = await transformFile(join(import.meta.dirname, name), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    await writeFile(join(target, name.replace(/ts$/, 'js')), code);
  }
  await writeFile(join(target, 'child.js'), childProgram);
  await writeFile(join(target, 'package.json'), '{ "type": "module" }');
  await symlink(resolve(import.meta.dirname, '../../../../node_modules'), join(target, 'node_modules'));
  return target;
}
