import { existsSync } from 'node:fs';
import { chmod, mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { requirePassage, serverAccount } from './account.js';
import { findBinaries, majorVersionOf } from './binaries.js';
import {
  type Cluster,
  createCluster,
  hasCluster,
  readPassword,
  removeUnfinished,
  requireUsable,
} from './cluster.js';
import { databaseUrl, requireDatabase } from './connection.js';
import { EmbeddedPostgresError, explain } from './embedded-postgres-error.js';
import { choosePort, isFree } from './free-port.js';
import {
  endedBadly,
  findPostmaster,
  forgetDeadPostmaster,
  lastCommandLine,
  type Postmaster,
  stopPostmaster,
} from './postmaster.js';
import { hasSettings, portIn, serverArguments, settingArguments } from './server-settings.js';
import { type Progress, ServerEndedError, settle, startServer } from './server-start.js';
import { takeStartLock } from './start-lock.js';

/** A PostgreSQL server out of the npm package, run as a process of its own, its data below one directory. */
export interface EmbeddedPostgres {
  /** Address of the database `cinema`, its role's password included; the role may do everything. */
  readonly url: string;
  /** Whether a server that a killed start had left behind was taken over. */
  readonly adopted: boolean;
  /** Whether the data directory was made by this call. */
  readonly created: boolean;
  /** Ends all sessions, stops the server and gives the directory free; safe to call again. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where everything is kept: `postgres/` (data and password), `postgres.log`, and `start.lock` while in use. */
  readonly directory: string;
  /** Wished port. Else the one used last, or the first free one from 5433 on. */
  readonly preferredPort?: number;
  /** Server settings that go before the defaults, such as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what a person may have to wait for. */
  readonly onProgress?: Progress;
}

interface Plan {
  readonly cluster: Cluster;
  readonly settings: readonly string[];
  readonly preferredPort: number | undefined;
  readonly onProgress: Progress;
}

interface Server {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
}

/** How long the last processes of a killed server may stand in the way, in milliseconds. */
const patience = 30_000;
const pause = 250;

/**
 * Starts the server of a directory, or takes over the one that a killed start left behind; makes the database when
 * there is none. One process at a time may use a directory.
 * @throws EmbeddedPostgresError whose message tells a person what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  try {
    await makeDirectory(directory);
    return await startIn(await realpath(directory), options);
  } catch (error) {
    throw explain(error, directory);
  }
}

/**
 * The address of the database of a server that runs for a directory now, whoever started it; undefined when none does.
 * @throws EmbeddedPostgresError whose message tells a person what to do
 */
export async function findEmbeddedPostgres(directory: string): Promise<string | undefined> {
  const path = resolve(directory);
  if (!existsSync(path)) return undefined;
  try {
    const cluster = await describeCluster(path);
    const server = (await hasCluster(cluster)) ? await findPostmaster(cluster) : undefined;
    if (server?.status !== 'ready') return undefined;
    const { pid, port } = withPort(server, true);
    const password = await readPassword(cluster);
    await requireDatabase(cluster, { pid, port }, password);
    return databaseUrl(port, password);
  } catch (error) {
    throw explain(error, path);
  }
}

async function startIn(directory: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const lock = await takeStartLock(directory);
  try {
    const { settings = {}, preferredPort, onProgress = () => undefined } = options;
    const cluster = await describeCluster(directory);
    const created = await prepareData(cluster, directory, settings['fsync'] !== 'off', onProgress);
    const password = await readPassword(cluster);
    const server = await obtainServer({
      cluster,
      settings: settingArguments(settings),
      preferredPort,
      onProgress,
    });
    await requireDatabase(cluster, server, password).catch(async (error: unknown) => {
      if (!server.adopted) await stopPostmaster(cluster, server.pid);
      throw error;
    });
    const stop = once(() => stopPostmaster(cluster, server.pid).finally(() => lock.release()));
    return { url: databaseUrl(server.port, password), adopted: server.adopted, created, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function makeDirectory(directory: string): Promise<void> {
  const made = await mkdir(directory, { recursive: true });
  // The server's user, who may be another one, must be able to pass, whatever our umask.
  if (made !== undefined) await chmod(directory, 0o755);
}

async function describeCluster(directory: string): Promise<Cluster> {
  const data = join(directory, 'postgres');
  const account = await serverAccount(directory, data);
  const binaries = await findBinaries();
  if (account) await requirePassage([binaries.postgres, data], account);
  return { data, log: join(directory, 'postgres.log'), binaries, account };
}

async function prepareData(
  cluster: Cluster,
  directory: string,
  durable: boolean,
  onProgress: Progress,
): Promise<boolean> {
  const major = await majorVersionOf(cluster.binaries, cluster.account);
  await removeUnfinished(directory);
  const missing = !(await hasCluster(cluster));
  if (missing) {
    onProgress(`Creating the database in ${cluster.data}`);
    await createCluster(cluster, durable);
  }
  await requireUsable(cluster, major);
  return missing;
}

async function obtainServer(plan: Plan): Promise<Server> {
  const end = Date.now() + patience;
  const endedBefore = await endedBadly(plan.cluster);
  for (let attempt = 1; ; attempt++) {
    const adopted = await adopt(plan);
    if (adopted) return adopted;
    if (attempt === 2) plan.onProgress('Waiting for the last processes of a killed server to end');
    const port = await choosePort([plan.preferredPort, portIn(await lastCommandLine(plan.cluster))]);
    if (attempt === 1) plan.onProgress(`Starting PostgreSQL on port ${port}`);
    try {
      return await launch(plan, port);
    } catch (error) {
      if (!(error instanceof ServerEndedError) || Date.now() > end) throw error;
      if (!endedBefore && !(await wasOvertaken(plan, port))) throw error;
    }
    await sleep(pause);
  }
}

/** Whether somebody else took the port, or served the data, between our looking and our starting. */
async function wasOvertaken({ cluster }: Plan, port: number): Promise<boolean> {
  return !(await isFree(port)) || (await findPostmaster(cluster)) !== undefined;
}

async function adopt({ cluster, settings, onProgress }: Plan): Promise<Server | undefined> {
  const found = await findPostmaster(cluster);
  const ready = found && (await settle(cluster, found, onProgress));
  if (!ready) return undefined;
  if (hasSettings(await lastCommandLine(cluster), settings)) {
    onProgress(`Taking over the PostgreSQL server that an earlier start left behind (process ${ready.pid})`);
    return withPort(ready, true);
  }
  onProgress(
    `Restarting PostgreSQL (process ${ready.pid}), which an earlier start left behind with other settings`,
  );
  await stopPostmaster(cluster, ready.pid);
  return undefined;
}

async function launch({ cluster, settings, onProgress }: Plan, port: number): Promise<Server> {
  await forgetDeadPostmaster(cluster);
  return withPort(
    await startServer(cluster, serverArguments(cluster.data, settings, port), onProgress),
    false,
  );
}

function withPort({ pid, port }: Postmaster, adopted: boolean): Server {
  if (port === undefined)
    throw new EmbeddedPostgresError(`The PostgreSQL server (process ${pid}) tells no port.`);
  return { pid, port, adopted };
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}
