import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** A transaction in progress, as it travels with the asynchronous call. */
export interface ActiveTransaction {
  readonly manager: EntityManager;
  readonly client: PoolClient;
  readonly afterCommit: (() => void)[];
  /** Its work is done: whoever comes now comes too late to be part of it. */
  over: boolean;
}

/** What repositories speak SQL through. Inside `Transaction.run` every call joins that transaction by itself. */
@Injectable()
export class Database {
  private readonly storage = new AsyncLocalStorage<ActiveTransaction>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * The transaction that the caller runs in, if any.
   * @throws Error where the caller was started inside one that is over by now: its work did not wait for the caller
   */
  get transaction(): ActiveTransaction | undefined {
    const transaction = this.storage.getStore();
    if (transaction?.over)
      throw new Error('The transaction is over. Wait for everything that runs inside it.');
    return transaction;
  }

  /** TypeORM's entity manager: the transaction's own, or the pool's. */
  get manager(): EntityManager {
    return this.transaction?.manager ?? this.dataSource.manager;
  }

  /** The connections that this process holds and lends. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** Rows of one statement. */
  async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.send<Row>({ text: sql, values: [...values] })).rows;
  }

  /** Rows of one statement that each connection parses and plans once and then knows by name. */
  async prepared<Row extends QueryResultRow>(
    name: string,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.send<Row>({ name, text: sql, values: [...values] })).rows;
  }

  /** The number of rows that a statement changed. */
  async execute(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.send({ text: sql, values: [...values] })).rowCount ?? 0;
  }

  /**
   * For `lock…` methods: row locks outside a transaction would be gone before anybody could rely on them.
   * @throws Error outside a transaction
   */
  requireTransaction(): void {
    if (!this.transaction) throw new Error('This takes a lock and must run inside Transaction.run().');
  }

  /** Runs `work` with every database call inside it going to `transaction`. */
  async within<T>(transaction: ActiveTransaction, work: () => Promise<T>): Promise<T> {
    try {
      return await this.storage.run(transaction, work);
    } finally {
      transaction.over = true;
    }
  }

  private async send<Row extends QueryResultRow>(query: {
    name?: string;
    text: string;
    values: unknown[];
  }): Promise<QueryResult<Row>> {
    return (this.transaction?.client ?? this.pool).query<Row>(query);
  }
}
