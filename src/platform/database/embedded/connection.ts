import { realpath } from 'node:fs/promises';
import { Client } from 'pg';
import { type Cluster, roleName } from './cluster.js';
import { codeOf, EmbeddedPostgresError, messageOf } from './embedded-postgres-error.js';
import { poll } from './poll.js';

const databaseName = 'cinema';
const noSuchDatabase = '3D000';
const patience = 5_000;
const pause = 100;

/** The address of our database, password included. */
export function databaseUrl(port: number, password: string): string {
  return urlOf(databaseName, port, password);
}

/**
 * Makes sure that our server answers, that it is ours, and that it has our database.
 * @throws EmbeddedPostgresError when it does not answer in time, or serves other data
 */
export async function requireDatabase(
  cluster: Cluster,
  server: { pid: number; port: number },
  password: string,
): Promise<void> {
  const served = await untilAnswered(() => dataDirectoryOf(server.port, password)).catch((error: unknown) => {
    throw new EmbeddedPostgresError(
      `The PostgreSQL server in ${cluster.data} (process ${server.pid}) runs, but does not let us in on port ` +
        `${server.port}: ${messageOf(error)}. End it with "kill -INT ${server.pid}" and start again; its log is ${cluster.log}.`,
      { cause: error },
    );
  });
  if (served === cluster.data) return;
  throw new EmbeddedPostgresError(
    `Port ${server.port} is answered by a PostgreSQL server with the data in ${served} instead of ${cluster.data}. ` +
      'Stop that server and start again.',
  );
}

async function dataDirectoryOf(port: number, password: string): Promise<string> {
  try {
    return await askForDataDirectory(databaseUrl(port, password));
  } catch (error) {
    if (codeOf(error) !== noSuchDatabase) throw error;
    await send(urlOf('postgres', port, password), `CREATE DATABASE ${databaseName}`);
    return askForDataDirectory(databaseUrl(port, password));
  }
}

async function askForDataDirectory(url: string): Promise<string> {
  const [row] = await send(url, `SELECT current_setting('data_directory') AS directory`);
  return realpath(row?.directory ?? '');
}

async function send(connectionString: string, sql: string): Promise<{ directory?: string }[]> {
  const client = new Client({ connectionString, connectionTimeoutMillis: patience, query_timeout: patience });
  // A connection that breaks also rejects the query under way: that is where it is dealt with.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<{ directory?: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Right after a crash of ours, its connections may still be there and be all there may be. */
async function untilAnswered(ask: () => Promise<string>): Promise<string> {
  const answer = await poll(patience, pause, () => ask().catch(() => undefined));
  return answer ?? ask();
}

function urlOf(database: string, port: number, password: string): string {
  return `postgres://${roleName}:${password}@127.0.0.1:${port}/${database}`;
}
