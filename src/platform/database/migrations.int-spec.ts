import { migrations } from '../../../migrations/index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { migrate, pendingMigrations, readySchema, revertLastMigration } from './migrate.js';

/** Everything in the schema that a migration could have made, in words, one line each. */
const SCHEMA = `
  SELECT format('%s %s %s %s %s %s', c.relkind, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    pg_get_expr(d.adbin, d.adrelid) || a.attidentity::text || a.attgenerated::text) AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
  UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
  UNION ALL SELECT 'extension ' || extname FROM pg_extension
  ORDER BY 1`;

describe('the migrations', () => {
  let database: TestDatabase;
  beforeEach(async () => (database = await createTestDatabase()));
  afterEach(() => database.drop());

  const schema = async (): Promise<string[]> =>
    (await database.query<{ line: string }>(SCHEMA)).map((row) => row.line);
  const revertAll = async (): Promise<void> => {
    for (let left = migrations.length; left > 0; left -= 1) await revertLastMigration(database.url);
  };
  const applied = (): Promise<unknown[]> => database.query('SELECT name FROM migrations ORDER BY id');

  it('can be taken back to nothing, one by one, and applied again', async () => {
    const states = [await schema()];
    for (let left = migrations.length; left > 0; left -= 1) {
      await revertLastMigration(database.url);
      states.push(await schema());
    }
    const rest = await database.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
    );
    await migrate(database.url);

    expect(states[0]?.length).toBeGreaterThan(100);
    expect(new Set(states.map((state) => state.join('\n'))).size).toBe(migrations.length + 1);
    expect(rest).toEqual([{ relname: 'migrations' }]);
    expect(await schema()).toEqual(states[0]);
  });

  it('are applied once by several processes that start at the same time', async () => {
    const complete = await schema();
    await revertAll();
    await database.query('DROP TABLE migrations');

    const results = await Promise.all([1, 2, 3].map(() => migrate(database.url)));

    const names = migrations.map((migration) => ({ name: migration.name }));
    expect(results.flat()).toEqual(names.map(({ name }) => name));
    expect(await applied()).toEqual(names);
    expect(await schema()).toEqual(complete);
  });

  it('are done already where there is nothing new', async () => {
    const before = await applied();

    expect(await migrate(database.url)).toEqual([]);
    expect(await applied()).toEqual(before);
  });

  it('are told where they are missing, and nothing starts that requires them', async () => {
    const newest = migrations.at(-1)?.name;
    expect(await pendingMigrations(database.url)).toEqual([]);
    await readySchema(database.url, 'require');

    await revertLastMigration(database.url);

    expect(await pendingMigrations(database.url)).toEqual([newest]);
    await expect(readySchema(database.url, 'require')).rejects.toThrow(`(${newest})`);
    expect(await pendingMigrations(database.url)).toEqual([newest]);
    await readySchema(database.url, 'apply');
    expect(await pendingMigrations(database.url)).toEqual([]);
  });
});
