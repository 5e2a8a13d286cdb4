import { ApiProperty, OmitType } from '@nestjs/swagger';
import { ListQuery, PageOf } from '../../../platform/lists/index.js';

/** How many jobs there are. */
export class QueueResponse {
  /**
   * Due, and not begun yet.
   * @example 3
   */
  waiting: number;
  /**
   * At work.
   * @example 1
   */
  active: number;
  /**
   * Not due yet, or between two attempts.
   * @example 0
   */
  delayed: number;
  /**
   * Given up after eight attempts.
   * @example 1
   */
  failed: number;
  /**
   * For how many seconds the oldest job that is due has been waiting for its end; 0 when there is none.
   * @example 0.2
   */
  oldest_seconds: number;
}

/** Work that is done regularly. */
export class CronTaskResponse {
  /** @example "outbox-cleanup" */
  name: string;
  /** @example false */
  running: boolean;
  /** @example "2026-11-21T10:30:00.000Z" */
  next_run_at: string;
  /** @example "2026-11-21T09:30:00.000Z" */
  last_started_at: string | null;
  /** @example "2026-11-21T09:30:00.150Z" */
  last_finished_at: string | null;
  /**
   * What the last run did; null where it failed, or there was none.
   * @example "removed 12 delivered jobs, forgot the secrets of 0 failed ones"
   */
  last_result: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why the last run failed; null where it did not.',
    example: null,
  })
  last_error: string | null;
}

/** A job that was given up. */
export class FailedJobResponse {
  /** @example 1204 */
  id: number;
  /** @example "send-mail" */
  name: string;
  /** @example 8 */
  attempts: number;
  /**
   * Why the last attempt failed.
   * @example "Error: The mail server answered 554 to DATA."
   */
  error: string;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
  /** @example "2026-11-21T09:51:30.000Z" */
  failed_at: string;
}

export class FailedJobPage extends PageOf(FailedJobResponse) {}

/** How the jobs are. */
export class JobsResponse {
  queue: QueueResponse;
  /** By name. */
  cron_tasks: CronTaskResponse[];
  failed: FailedJobPage;
}

/** How to list the failed jobs. */
export class JobsQuery extends OmitType(ListQuery, ['sort'] as const) {}

/** A job that is tried again. */
export class RetriedJobResponse {
  /** @example 1204 */
  id: number;
  /** @example "send-mail" */
  name: string;
  @ApiProperty({ enum: ['waiting'], example: 'waiting' })
  status: 'waiting';
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
}
