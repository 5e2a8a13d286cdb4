export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export {
  migrate,
  pendingMigrations,
  readySchema,
  revertLastMigration,
  SchemaBehindError,
} from './migrate.js';
export { isDatabaseUnavailable, isStatementTimeout, translateViolations } from './postgres-errors.js';
export { Transaction } from './transaction.js';
