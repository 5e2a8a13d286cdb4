import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { give } from './account.js';
import type { Cluster } from './cluster.js';
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { findPostmaster, type Postmaster } from './postmaster.js';
import { poll } from './poll.js';
import { birthOf } from './process-identity.js';
import { identityOf, plainEnvironment } from './run-program.js';

/** The server ended while it started; the message has the end of its log. */
export class ServerEndedError extends EmbeddedPostgresError {}

/** Tells a waiting person what is going on. */
export type Progress = (message: string) => void;

interface Launched {
  readonly pid: number | undefined;
  readonly hasEnded: () => boolean;
  /** Why it could not be launched at all. */
  readonly failure: () => Error | undefined;
}

const step = 10;
const patience = 300_000;
const slow = 3_000;
const largestLog = 10_000_000;
const tailLength = 3_000;

/**
 * Starts a server as a process of its own: no signal to our process group reaches it, and it lives on without us.
 * @returns the server when it takes connections
 * @throws ServerEndedError when it ends first
 */
export async function startServer(
  cluster: Cluster,
  args: string[],
  onProgress: Progress,
): Promise<Postmaster> {
  const { account, data, log } = cluster;
  const logged = await prepareLog(log);
  const launched = launch(cluster, args);
  await give(log, account);
  const ready = await waitUntilReady(cluster, launched.pid, launched.hasEnded, onProgress);
  if (ready) return ready;
  const cause = launched.failure();
  throw new ServerEndedError(
    `PostgreSQL did not start with the data in ${data}. Mend what it complains of and start again; ${log} ends with:\n` +
      (cause?.message ?? (await tailOf(log, logged))),
    { cause },
  );
}

/**
 * Waits for a server that somebody else is starting or stopping.
 * @returns the server when it takes connections, undefined when it has ended
 */
export async function settle(
  cluster: Cluster,
  { pid }: Postmaster,
  onProgress: Progress,
): Promise<Postmaster | undefined> {
  return waitUntilReady(cluster, pid, async () => (await birthOf(pid)) === undefined, onProgress);
}

function launch({ account, binaries, log }: Cluster, args: string[]): Launched {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(binaries.postgres, args, {
      cwd: '/',
      env: plainEnvironment,
      detached: true,
      stdio: ['ignore', output, output],
      ...identityOf(account),
    });
    let failure: Error | undefined;
    child.on('error', (error) => (failure = error));
    child.unref();
    return {
      pid: child.pid,
      hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
      failure: () => failure,
    };
  } finally {
    closeSync(output);
  }
}

async function waitUntilReady(
  cluster: Cluster,
  pid: number | undefined,
  hasEnded: () => boolean | Promise<boolean>,
  onProgress: Progress,
): Promise<Postmaster | undefined> {
  const telling = setTimeout(() => {
    onProgress(`PostgreSQL takes its time, perhaps to recover from a crash; ${cluster.log} tells more`);
  }, slow);
  const settled = await poll(patience, step, async () => {
    if (await hasEnded()) return { server: undefined };
    const server = await findPostmaster(cluster);
    return server?.pid === pid && server?.status === 'ready' ? { server } : undefined;
  }).finally(() => clearTimeout(telling));
  if (settled) return settled.server;
  throw new EmbeddedPostgresError(
    `The PostgreSQL server in ${cluster.data} (process ${pid ?? 'unknown'}) is not ready after ${patience / 60_000} ` +
      `minutes. It goes on by itself: look into ${cluster.log}, and start again when it is ready.`,
  );
}

/** How long the log is before this start. A log that has become too long first makes room for a new one. */
async function prepareLog(log: string): Promise<number> {
  const size = await sizeOf(log);
  if (size <= largestLog) return size;
  await rename(log, `${log}.1`);
  return 0;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

async function tailOf(log: string, from: number): Promise<string> {
  const file = await open(log);
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - tailLength);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(tailLength), 0, tailLength, start);
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}
