import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';

/** "OCIN" as a number: the key of the lock under which the schema changes. */
const MIGRATION_LOCK = 0x4f43494e;

/**
 * Brings the database up to the newest schema, one process at a time however many start.
 * @param url must lead to PostgreSQL itself where a pooler stands in between
 * @returns the names of the migrations that were applied
 */
export async function migrate(url: string): Promise<string[]> {
  return alone(url, async (dataSource) =>
    (await dataSource.runMigrations()).map((migration) => migration.name),
  );
}

/** Takes the newest migration back. */
export async function revertLastMigration(url: string): Promise<void> {
  await alone(url, (dataSource) => dataSource.undoLastMigration());
}

async function alone<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const gate = new Client({ connectionString: url });
  await gate.connect();
  try {
    await gate.query('BEGIN');
    await gate.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    return await withDataSource(url, work);
  } finally {
    await gate.end();
  }
}

async function withDataSource<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = new DataSource({
    ...dataSourceOptions(url, 2),
    extra: { max: 2, statement_timeout: 0 },
  });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
