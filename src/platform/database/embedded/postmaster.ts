import { readFile, readlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cluster, readWithin } from './cluster.js';
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { poll } from './poll.js';
import { birthOf, hasProcess } from './process-identity.js';
import { runProgram } from './run-program.js';

/** A server that runs, as it describes itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  /** Undefined while it is too young to have one. */
  readonly port: number | undefined;
  readonly status: 'starting' | 'ready' | 'stopping';
}

const step = 10;
const patience = 30_000;
const moment = 1_000;

/** The server that has the data directory open, if any. */
export async function findPostmaster({ data }: Cluster): Promise<Postmaster | undefined> {
  const described = parse(await readWithin(data, 'postmaster.pid'));
  return described && (await serves(described.pid, data)) ? described : undefined;
}

/** Whether the last server ended without tidying up: killed, or with the machine. */
export async function endedBadly({ data }: Cluster): Promise<boolean> {
  return (await readWithin(data, 'postmaster.pid')) !== undefined;
}

/**
 * Removes the postmaster.pid of a dead server whose process number another program, or a zombie, has now: PostgreSQL
 * would take that for a server. That no process of the old server is left it finds out by the shared memory besides.
 */
export async function forgetDeadPostmaster({ data }: Cluster): Promise<void> {
  const described = parse(await readWithin(data, 'postmaster.pid'));
  if (described && hasProcess(described.pid) && !(await serves(described.pid, data))) {
    await unlink(join(data, 'postmaster.pid'));
  }
}

/** The command line of the server that ran last, or runs; empty when none ever did. */
export async function lastCommandLine({ data }: Cluster): Promise<string> {
  return (await readWithin(data, 'postmaster.opts')) ?? '';
}

/**
 * Stops a server: sessions are ended, everything is written out.
 * @throws EmbeddedPostgresError when it does not stop
 */
export async function stopPostmaster({ data, log }: Cluster, pid: number): Promise<void> {
  // What pg_ctl calls fast, and then immediate, which loses nothing either, but has the next start recover.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!(await serves(pid, data))) {
      // Killed just now, it may take a moment to vanish.
      await waitForEnd(pid, moment);
      return;
    }
    sendSignal(pid, signal);
    if (await waitForEnd(pid, patience)) return;
  }
  throw new EmbeddedPostgresError(
    `The PostgreSQL server in ${data} (process ${pid}) does not stop; see ${log}.`,
  );
}

/** Waits until a process has ended; false when it has not in time, given in milliseconds. */
async function waitForEnd(pid: number, time: number): Promise<boolean> {
  const ended = await poll(time, step, async () => ((await birthOf(pid)) === undefined ? true : undefined));
  return ended ?? false;
}

function sendSignal(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

function parse(file: string | undefined): Postmaster | undefined {
  const lines = file?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const status = lines[7]?.trim();
  return {
    pid,
    port: Number(lines[3]) || undefined,
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/** Whether a process is the server of this data directory. */
async function serves(pid: number, data: string): Promise<boolean> {
  if ((await birthOf(pid)) === undefined) return false;
  if (process.platform !== 'linux') {
    const { output } = await runProgram('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
    return output.includes(`-D ${data} `);
  }
  const program = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
  return program === 'postgres' && worksIn(pid, data);
}

async function worksIn(pid: number, data: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === data;
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(codeOf(error) ?? '')) return false;
    // In most containers not even root may look into other users' processes; command lines are open to all.
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return commandLine.split('\0').includes(data);
  }
}
