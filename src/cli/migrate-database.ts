import { loadSettings } from '../platform/config/index.js';
import { migrate, pendingMigrations, revertLastMigration } from '../platform/database/index.js';
import { withDatabase } from './with-application.js';

export interface MigrateOptions {
  readonly status?: boolean;
  readonly revert?: boolean;
}

/**
 * `migrate`: brings the schema up to date, or tells how far it is, or goes a step back.
 * @returns the exit code: 2 when `--status` finds something missing, else 0
 */
export async function migrateDatabase({ status, revert }: MigrateOptions): Promise<0 | 2> {
  const settings = loadSettings();
  return withDatabase(settings, async (pooled) => {
    const url = settings.database.directUrl ?? pooled;
    if (revert) {
      await revertLastMigration(url);
      say('The newest migration was taken back.');
      return 0;
    }
    const names = status ? await pendingMigrations(url) : await migrate(url);
    if (names.length === 0) say('The schema is up to date.');
    for (const name of names) say(`${status ? 'missing' : 'applied'}  ${name}`);
    return status && names.length > 0 ? 2 : 0;
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
