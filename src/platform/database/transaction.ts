import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { type ActiveTransaction, Database } from './database.js';
import { isRetryable } from './postgres-errors.js';

const ATTEMPTS = 6;
const BACKOFF_MS = 15;

/** The service's tool for "all of this or nothing". */
@Injectable()
export class Transaction {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly database: Database,
  ) {}

  /**
   * Runs `work` in one transaction (read committed); a call inside another joins it. A deadlock or serialization failure
   * runs the whole of `work` again, so it must not have effects outside the database: those go to the outbox.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.database.transaction) return work();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
        await delay(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  /**
   * Calls `effect` once the transaction has been committed: for caches of this process only, since a crash in between
   * loses the call.
   * @throws Error outside a transaction
   */
  afterCommit(effect: () => void): void {
    const active = this.database.transaction;
    if (!active) throw new Error('There is no transaction to wait for.');
    active.afterCommit.push(effect);
  }

  private async once<T>(work: () => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const active: ActiveTransaction = { manager: runner.manager, client, afterCommit: [], over: false };
      const result = await this.database.within(active, work);
      await runner.commitTransaction();
      for (const effect of active.afterCommit) effect();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
