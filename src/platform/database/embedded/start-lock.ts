import { mkdtemp, readdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { birthOf, unknownBirth } from './process-identity.js';

/** The right to use a data directory, until released or until this process ends. */
export interface StartLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly birth: string;
}

const attempts = 50;

/**
 * Takes the lock of a directory, from a dead process too.
 *
 * The lock is a directory with one file, whose name tells the process that holds it. Each step is one rename, so that
 * of many who want it one succeeds: it is made complete elsewhere and put in place, and a dead holder's file is
 * renamed to one's own, which works only as long as it still is the dead holder's.
 * @throws EmbeddedPostgresError when a living process holds it
 */
export async function takeStartLock(directory: string): Promise<StartLock> {
  const path = join(directory, 'start.lock');
  const own = fileName({ pid: process.pid, birth: (await birthOf(process.pid)) ?? unknownBirth });
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await create(path, own)) return { release: () => release(path, own) };
    const names = (await listOrNothing(path)).sort();
    const holder = await livingHolder(names);
    if (holder) throw inUse(directory, holder);
    const [dead] = names;
    if (dead !== undefined && (await moved(join(path, dead), join(path, own)))) {
      return { release: () => release(path, own) };
    }
  }
  throw new EmbeddedPostgresError(
    `${path} changes all the time. Stop what uses it, delete it and start again.`,
  );
}

async function create(path: string, own: string): Promise<boolean> {
  const complete = await mkdtemp(`${path}.`);
  await writeFile(join(complete, own), '');
  if (await moved(complete, path)) return true;
  await rm(complete, { recursive: true, force: true });
  return false;
}

async function release(path: string, own: string): Promise<void> {
  try {
    await unlink(join(path, own));
    await rmdir(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

async function livingHolder(names: readonly string[]): Promise<Holder | undefined> {
  for (const name of names) {
    const holder = parseFileName(name);
    if (holder && (await isAlive(holder))) return holder;
  }
  return undefined;
}

async function isAlive({ pid, birth }: Holder): Promise<boolean> {
  const found = await birthOf(pid);
  return found !== undefined && (found === birth || found === unknownBirth || birth === unknownBirth);
}

async function listOrNothing(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const fileName = ({ pid, birth }: Holder): string => `pid-${pid}-began-${birth}`;

function parseFileName(name: string): Holder | undefined {
  const [, pid, birth] = /^pid-(\d+)-began-(\w+)$/.exec(name) ?? [];
  return pid === undefined || birth === undefined ? undefined : { pid: Number(pid), birth };
}

function inUse(directory: string, { pid }: Holder): EmbeddedPostgresError {
  if (pid === process.pid) {
    return new EmbeddedPostgresError(`This process has already started the database in ${directory}.`);
  }
  return new EmbeddedPostgresError(
    `The application already runs with the data in ${directory}, as process ${pid}. Stop that one first (Ctrl-C where ` +
      `it runs, or "kill ${pid}"), or give this one its own directory with DATA_DIR and its own PORT.`,
  );
}
