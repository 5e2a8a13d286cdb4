import { chmod } from 'node:fs/promises';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/index.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded/index.js';
import { TEMPLATE, temporaryDirectory } from './test-server.js';

declare global {
  var testDatabaseServer: { server: EmbeddedPostgres; directory: string } | undefined;
}

/** Starts a PostgreSQL server of its own for the run and migrates the database that all test databases are copies of. */
export default async function globalSetup(): Promise<void> {
  const directory = await temporaryDirectory();
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({
    directory,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  globalThis.testDatabaseServer = { server, directory };
  process.env['CINEMA_TEST_SERVER_URL'] = server.url;
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href);
}
