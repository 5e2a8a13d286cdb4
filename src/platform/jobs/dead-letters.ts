import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Transaction } from '../database/index.js';
import { NotFoundError } from '../errors/index.js';
import { bookmarksOf, type ListQuery, windowOf } from '../lists/index.js';
import { JobExpiredError, JobNotFailedError } from './job.errors.js';
import { errorText } from './error-text.js';
import type { JobName, JobPayloads } from './job-payloads.js';
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
    private readonly clock: Clock,
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
   * Adds what somebody has tried in vain at a pace of their own; the job is what happens when it is tried again.
   * @param error is kept without secrets
   */
  async add<Name extends JobName>(
    name: Name,
    payload: JobPayloads[Name],
    attempts: number,
    error: unknown,
  ): Promise<void> {
    await this.repository.insertFailed(name, payload, attempts, errorText(error), this.clock.now());
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
