import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, give, requireOwnership } from './account.js';
import type { Binaries } from './binaries.js';
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { runProgram } from './run-program.js';

/** Where the data of one server is, and who and what serves it. */
export interface Cluster {
  /** The data directory, as a real path. */
  readonly data: string;
  /** The server's log. */
  readonly log: string;
  readonly binaries: Binaries;
  /** Whom the server runs as, where that is not the current user. */
  readonly account: Account | undefined;
}

/** The role that owns everything, and its database. */
export const roleName = 'cinema';

const passwordFile = 'cinema.password';
const unfinished = /^(postgres\.new-|start\.lock\.)/;

/** Whether there is a data directory; an empty one does not count. */
export async function hasCluster({ data }: Cluster): Promise<boolean> {
  try {
    return (await readdir(data)).length > 0;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Makes a data directory: elsewhere first, and in its place when it is complete.
 * @param durable whether it is to survive a failure of the machine
 * @throws EmbeddedPostgresError with what initdb said
 */
export async function createCluster(cluster: Cluster, durable: boolean): Promise<void> {
  const { account, binaries, data } = cluster;
  const workshop = await mkdtemp(join(dirname(data), 'postgres.new-'));
  try {
    await give(workshop, account);
    const password = join(workshop, 'password');
    await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600, flush: durable });
    await give(password, account);
    const fresh = join(workshop, 'data');
    const { code, output } = await runProgram(
      binaries.initdb,
      initdbArguments(fresh, password, durable),
      account,
    );
    if (code !== 0) throw initdbFailed(data, output);
    await rename(password, join(fresh, passwordFile));
    if (durable) await sync(fresh);
    await rename(fresh, data);
    if (durable) await sync(dirname(data));
  } finally {
    await removeTree(workshop);
  }
}

/** Removes what starts that were killed left half-made. For the holder of the lock only. */
export async function removeUnfinished(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (unfinished.test(name)) await removeTree(join(directory, name));
  }
}

/**
 * Makes sure that the data can be served by this PostgreSQL.
 * @param major the version of this PostgreSQL
 * @throws EmbeddedPostgresError when they belong to another version or user, or are something else altogether
 */
export async function requireUsable({ data, account }: Cluster, major: string): Promise<void> {
  const written = (await readWithin(data, 'PG_VERSION'))?.trim();
  if (written === undefined) {
    throw new EmbeddedPostgresError(
      `${data} is not a PostgreSQL data directory, yet it is not empty. Move it away and start again.`,
    );
  }
  if (written !== major) {
    throw new EmbeddedPostgresError(
      `The database in ${data} was written by PostgreSQL ${written}, and PostgreSQL ${major}, which this version of the ` +
        'application brings, cannot read it. If the data may go, delete that directory and start again; if not, dump ' +
        `them with the version of the application that wrote them.`,
    );
  }
  await requireOwnership(data, account);
}

/**
 * The password of the role.
 * @throws EmbeddedPostgresError when it has been lost
 */
export async function readPassword({ data }: Cluster): Promise<string> {
  const password = (await readWithin(data, passwordFile))?.trim();
  if (password) return password;
  throw new EmbeddedPostgresError(
    `The database in ${data} was not made by this application, or has lost the file ${passwordFile} that tells its ` +
      'password. Put the file back, or move the directory away and start again.',
  );
}

/** The text of a file in the data directory; undefined when there is none. */
export async function readWithin(data: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(data, name), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function initdbArguments(data: string, password: string, durable: boolean): string[] {
  return [
    `--pgdata=${data}`,
    `--username=${roleName}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
}

function initdbFailed(data: string, output: string): EmbeddedPostgresError {
  const tail = output.split('\n').slice(-8).join('\n');
  return new EmbeddedPostgresError(
    `The database could not be created in ${data}. Mend what initdb complains of and start again:\n${tail}`,
  );
}

async function removeTree(path: string): Promise<void> {
  // An initdb that outlived its starter may still be writing there; then the next start finds and removes the rest.
  await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOTEMPTY') throw error;
  });
}

async function sync(directory: string): Promise<void> {
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
