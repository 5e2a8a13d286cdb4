import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { DeadLetters, QueueStatus } from '../../../platform/jobs/index.js';
import { toPage } from '../../../platform/lists/index.js';
import type { JobsQuery, JobsResponse, RetriedJobResponse } from './job.dto.js';
import {
  toCronTaskResponse,
  toFailedJobResponse,
  toQueueResponse,
  toRetriedJobResponse,
} from './job.mapper.js';

/** What administrators see of the jobs, and do about those that failed. */
@Injectable()
export class JobsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly status: QueueStatus,
    private readonly deadLetters: DeadLetters,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidFieldsError */
  async overview(query: JobsQuery, url: string): Promise<JobsResponse> {
    const { jobs, total, bookmarks } = await this.deadLetters.page(query);
    const [queue, tasks] = await Promise.all([this.status.depth(), this.status.cronTasks()]);
    return {
      queue: toQueueResponse(queue),
      cron_tasks: tasks.map(toCronTaskResponse),
      failed: toPage(jobs.map(toFailedJobResponse), query, total, url, bookmarks),
    };
  }

  /**
   * Has a failed job tried again.
   * @throws NotFoundError, JobNotFailedError, JobExpiredError
   */
  async retry(actorId: number, id: number): Promise<RetriedJobResponse> {
    return this.transaction.run(async () => {
      const job = await this.deadLetters.retry(String(id));
      await this.audit.record({
        actorId,
        action: 'job.retry',
        target: `job:${id}`,
        before: { name: job.name, status: 'failed', attempts: job.attempts, error: job.lastError },
        after: { name: job.name, status: 'waiting', attempts: 0, error: null },
      });
      return toRetriedJobResponse(job);
    });
  }
}
