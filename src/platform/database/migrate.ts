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

/** What the database lacks of the newest schema: the names of migrations, oldest first. Changes nothing. */
export async function pendingMigrations(url: string): Promise<string[]> {
  return withDataSource(url, async (dataSource) => {
    const known = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
    const [table] = await dataSource.query<{ exists: boolean }[]>(
      `SELECT to_regclass('migrations') IS NOT NULL AS exists`,
    );
    if (!table?.exists) return known;
    const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    return known.filter((name) => !applied.some((row) => row.name === name));
  });
}

/** The schema is older than the program, and somebody else is to bring it up to date. */
export class SchemaBehindError extends Error {
  constructor(pending: readonly string[]) {
    super(
      `The database lacks ${pending.length === 1 ? 'a migration' : `${pending.length} migrations`} (${pending.join(', ')}), ` +
        'and MIGRATIONS=require leaves them to somebody else. Run: npm run cli -- migrate',
    );
  }
}

/**
 * Brings the schema up to date, or makes sure that it is.
 * @throws SchemaBehindError
 */
export async function readySchema(url: string, how: 'apply' | 'require'): Promise<void> {
  if (how === 'apply') {
    await migrate(url);
    return;
  }
  const pending = await pendingMigrations(url);
  if (pending.length > 0) throw new SchemaBehindError(pending);
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
