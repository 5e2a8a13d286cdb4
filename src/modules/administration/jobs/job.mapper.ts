import type { CronTaskState, FailedJob, QueueDepth } from '../../../platform/jobs/index.js';
import type { CronTaskResponse, FailedJobResponse, QueueResponse, RetriedJobResponse } from './job.dto.js';

export function toQueueResponse({
  waiting,
  active,
  delayed,
  failed,
  oldestSeconds,
}: QueueDepth): QueueResponse {
  return { waiting, active, delayed, failed, oldest_seconds: oldestSeconds };
}

export function toCronTaskResponse(task: CronTaskState): CronTaskResponse {
  return {
    name: task.name,
    running: task.running,
    next_run_at: task.nextRunAt.toISOString(),
    last_started_at: task.lastStartedAt?.toISOString() ?? null,
    last_finished_at: task.lastFinishedAt?.toISOString() ?? null,
    last_result: task.lastResult,
    last_error: task.lastError,
  };
}

export function toFailedJobResponse(job: FailedJob): FailedJobResponse {
  return {
    id: Number(job.id),
    name: job.name,
    attempts: job.attempts,
    error: job.lastError,
    created_at: job.createdAt.toISOString(),
    failed_at: job.failedAt.toISOString(),
  };
}

export function toRetriedJobResponse({ id, name, createdAt }: FailedJob): RetriedJobResponse {
  return { id: Number(id), name, status: 'waiting', created_at: createdAt.toISOString() };
}
