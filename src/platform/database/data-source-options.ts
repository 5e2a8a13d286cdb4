import type { DataSourceOptions, EntitySchema, MixedList } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

type Entities = MixedList<string | (new () => object) | EntitySchema>;

/**
 * How the program speaks to PostgreSQL, wherever it does.
 * @param url connection string
 * @param poolSize connections at most
 */
export function dataSourceOptions(url: string, poolSize: number, entities: Entities = []): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    applicationName: 'online-cinema',
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
    },
  };
}
