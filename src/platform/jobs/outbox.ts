import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { JobHandlers } from './job-handlers.js';
import type { JobName, JobPayloads } from './job-payloads.js';
import { OutboxRepository } from './outbox.repository.js';

/** Where everything starts that must leave a transaction: mails, messages, long work. */
@Injectable()
export class Outbox {
  constructor(
    private readonly repository: OutboxRepository,
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a job that is delivered, by whichever process is free, once the surrounding transaction has been committed, and
   * never when it is rolled back.
   * @param options.notBefore when it may be delivered at the earliest, exact to a second
   * @returns the job's id
   * @throws Error outside a transaction, or when nobody handles such jobs
   */
  async add<Name extends JobName>(
    name: Name,
    payload: JobPayloads[Name],
    options: { notBefore?: Date } = {},
  ): Promise<string> {
    if (!this.database.transaction) {
      throw new Error(
        `The job ${name} must be added inside Transaction.run(), with the change that causes it.`,
      );
    }
    this.handlers.handlerOf(name);
    const now = this.clock.now();
    return this.repository.insert(name, payload, now, options.notBefore ?? now);
  }
}
