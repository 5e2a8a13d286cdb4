import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../errors/index.js';
import { type FailedJob, OutboxRepository } from './outbox.repository.js';

/** The jobs that failed eight times, for an administrator to look at and to try again. */
@Injectable()
export class DeadLetters {
  constructor(private readonly repository: OutboxRepository) {}

  /** The newest ones. Their payloads stay where they are: these may hold secrets. */
  async list(options: { limit: number }): Promise<FailedJob[]> {
    return this.repository.failed(options.limit);
  }

  /**
   * Gives a failed job eight new attempts, the first one now.
   * @throws NotFoundError when no failed job has this id
   */
  async retry(id: string): Promise<void> {
    if (!/^\d{1,18}$/.test(id) || !(await this.repository.reopen(id)))
      throw new NotFoundError('failed job', id);
  }
}
