import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { Database, Transaction } from '../../src/platform/database/index.js';

/** What one process of the program has of the database, without the program. */
export interface ConnectedDatabase {
  readonly database: Database;
  readonly transaction: Transaction;
  close(): Promise<void>;
}

export async function connectDatabase(url: string, poolSize = 4): Promise<ConnectedDatabase> {
  const dataSource = await new DataSource(dataSourceOptions(url, poolSize)).initialize();
  const database = new Database(dataSource);
  return {
    database,
    transaction: new Transaction(dataSource, database),
    close: () => dataSource.destroy(),
  };
}
