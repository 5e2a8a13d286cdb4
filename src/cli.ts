import { Command, Option } from 'commander';
import { createAdmin } from './cli/create-admin.js';
import { checkInvariants } from './cli/check-invariants.js';
import { importFilms, type ImportFilmsOptions } from './cli/import-films.js';
import { migrateDatabase, type MigrateOptions } from './cli/migrate-database.js';
import { rebuildStats } from './cli/rebuild-stats.js';
import { withApplication } from './cli/with-application.js';
import { SettingsError } from './platform/config/index.js';
import { EmbeddedPostgresError } from './platform/database/embedded/index.js';
import { SchemaBehindError } from './platform/database/index.js';
import { DEFAULT_PRICE_RULE, PRICE_RULE_HELP } from './modules/catalogue/index.js';
import { OpenApi } from './platform/openapi/index.js';

const program = new Command('cli').description('Online Cinema from the command line.').showHelpAfterError();

const catalogue = program.command('catalogue').description('work on the catalogue');

catalogue
  .command('import <file>')
  .description(
    'Brings the films of a CSV or JSON file into the catalogue of DATABASE_URL, or of the embedded database. ' +
      'Films that are there already get the facts that the file states, never its price. ' +
      'Exit code: 0 when every row went in, 2 when some were rejected, 1 when the file cannot be imported.',
  )
  .option('--price-rule <rule>', `what new films cost: ${PRICE_RULE_HELP}`, DEFAULT_PRICE_RULE)
  .option(
    '--mapping <json>',
    'a JSON object of our fields and the columns of the file, or @ and the path of one',
    '{}',
  )
  .addOption(new Option('--format <format>', 'otherwise the content tells').choices(['csv', 'json']))
  .action(async (file: string, options: ImportFilmsOptions) => {
    process.exitCode = await importFilms(file, options);
  });

catalogue
  .command('rebuild-stats')
  .description('Counts the likes, ratings and comments of all films anew; everything may go on meanwhile.')
  .action(async () => {
    process.exitCode = await rebuildStats();
  });

program
  .command('migrate')
  .description(
    'Brings the schema of the database up to date, one process at a time however many try. ' +
      'Exit code: 0 when it is, 1 when a migration failed (then nothing of it was kept).',
  )
  .option('--status', 'only print what is missing; exit code 2 when something is')
  .option('--revert', 'take the newest migration back')
  .action(async (options: MigrateOptions) => {
    process.exitCode = await migrateDatabase(options);
  });

program
  .command('users')
  .description('work on accounts')
  .command('create-admin <email>')
  .description(
    'Enters an active administrator. The password is asked for on a terminal, or read as the first line of the standard input.',
  )
  .action(async (email: string) => {
    process.exitCode = await createAdmin(email);
  });

program
  .command('invariants')
  .description(
    'Checks what must be true of the data at every moment. Exit code: 0 when all of it holds, 1 when not.',
  )
  .action(async () => {
    process.exitCode = await checkInvariants();
  });

program
  .command('openapi')
  .description('Prints the OpenAPI document of the API, for generators of clients and for tests.')
  .action(async () => {
    await withApplication(async (app) => {
      process.stdout.write(`${JSON.stringify(app.get(OpenApi).document, undefined, 2)}\n`);
      return Promise.resolve();
    });
  });

try {
  await program.parseAsync();
} catch (error) {
  const isForPeople = [SettingsError, SchemaBehindError, EmbeddedPostgresError].some(
    (type) => error instanceof type,
  );
  if (!isForPeople || !(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
