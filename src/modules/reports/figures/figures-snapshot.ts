import { Injectable } from '@nestjs/common';
import { Database, Transaction } from '../../../platform/database/index.js';

/** Reads figures that belong together: all of them are of one moment, and what it takes of the machine is bounded. */
@Injectable()
export class FiguresSnapshot {
  constructor(
    private readonly database: Database,
    private readonly transaction: Transaction,
  ) {}

  async read<T>(work: () => Promise<T>): Promise<T> {
    if (this.database.transaction) return work();
    return this.transaction.run(async () => {
      await this.database.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      // One process adds up, for the others answer requests.
      await this.database.execute('SET LOCAL max_parallel_workers_per_gather = 0');
      await this.database.execute(`SET LOCAL work_mem = '64MB'`);
      // Lines, seats, payments and snacks lie in the order of their ids. Merging them takes half the time of hashing a million,
      // which the planner does not believe.
      await this.database.execute('SET LOCAL enable_hashjoin = off');
      await this.database.execute(`SET LOCAL statement_timeout = '120s'`);
      return work();
    });
  }
}
