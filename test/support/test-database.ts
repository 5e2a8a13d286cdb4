import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { TEMPLATE, testServerUrl } from './test-server.js';

/** A database of a test's own: migrated, empty, and gone afterwards. */
export interface TestDatabase {
  readonly url: string;
  /** Rows of a statement, past the application. */
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** Copies the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `cinema_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const address = new URL(testServerUrl());
  address.pathname = `/${name}`;
  // One connection, made when it is needed, on which statements wait for each other.
  const connection = new Pool({ connectionString: address.href, max: 1, idleTimeoutMillis: 0 });
  connection.on('error', () => undefined);
  return {
    url: address.href,
    query: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await connection.query(sql, [...values])).rows as Row[],
    drop: async () => {
      await connection.end();
      await onServer(`DROP DATABASE ${testDatabaseName(address)} WITH (FORCE)`);
    },
  };
}

/** @throws Error for any database that is not named as a test's: nothing else is ever dropped. */
export function testDatabaseName(url: URL): string {
  const name = url.pathname.slice(1);
  if (!/^cinema_test_[0-9a-f]{12}$/.test(name)) throw new Error(`${name} is not a test database.`);
  return name;
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: testServerUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
