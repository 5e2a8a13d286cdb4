import { Injectable } from '@nestjs/common';
import { Transaction } from '../database/index.js';
import { NotFoundError } from '../errors/index.js';
import { bookmarksOf, type ListQuery, windowOf } from '../lists/index.js';
import { JobExpiredError, JobNotFailedError } from './job.errors.js';
import { type FailedJob, OutboxRepository } from './outbox.repository.js';

const NEWEST_FIRST = [
  { name: 'failed_at', sql: 'o.failed_at', type: 'timestamptz', descending: true },
] as const;

/** A part of the dead-letter list. */
export interface FailedJobs {
  readonly jobs: FailedJob[];
  /** The length of the whole list. */
  readonly total: number;
  readonly bookmarks: { previous: string; next: string } | undefined;
}

/** The jobs that failed eight times, for an administrator to look at and to try again. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly repository: OutboxRepository,
    private readonly transaction: Transaction,
  ) {}

  /**
   * A page, newest first. Payloads stay where they are: these may hold secrets.
   * @throws InvalidFieldsError for a bookmark that is none
   */
  async page(list: Pick<ListQuery, 'page' | 'per_page' | 'bookmark'>): Promise<FailedJobs> {
    const total = await this.repository.countFailed();
    const rows = await this.repository.failedPage((parameters) =>
      windowOf(list, NEWEST_FIRST, 'o.id', total, parameters),
    );
    const jobs = rows.map(({ id, name, attempts, createdAt, failedAt, lastError }) => {
      return { id, name, attempts, createdAt, failedAt, lastError };
    });
    return { jobs, total, bookmarks: bookmarksOf(NEWEST_FIRST, rows[0]?.keys, rows.at(-1)?.keys) };
  }

  /**
   * Gives a failed job eight new attempts, the first one once the transaction has been committed.
   * @returns the job as it was
   * @throws NotFoundError, JobNotFailedError, JobExpiredError
   */
  async retry(id: string): Promise<FailedJob> {
    if (!/^\d{1,18}$/.test(id)) throw new NotFoundError('job', id);
    return this.transaction.run(async () => {
      const job = await this.repository.lockForRetry(id);
      if (!job) throw new NotFoundError('job', id);
      if (!job.failed) throw new JobNotFailedError(id);
      if (job.secretGone) throw new JobExpiredError(id);
      await this.repository.reopen(id);
      return job.failed;
    });
  }
}
