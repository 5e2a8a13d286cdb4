/**
 * PostgreSQL for a machine that has none: the server comes out of an npm package and keeps its data in one directory.
 */
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.js';
export { EmbeddedPostgresError } from './embedded-postgres-error.js';
