import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Complaints } from './complaints.js';
import { CronScheduler } from './cron/cron-scheduler.js';
import { CronTasksRepository } from './cron/cron-tasks.repository.js';
import { CronTasks } from './cron/cron-tasks.js';
import { DeadLetters } from './dead-letters.js';
import { Deliveries } from './deliveries.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueue, QUEUE_BACKEND } from './job-queue.js';
import { JobRunner } from './job-runner.js';
import { DEFAULT_TIMING, JOBS_OPTIONS, type JobsOptions, type ResolvedJobsOptions } from './jobs.options.js';
import { OutboxCleanup } from './outbox-cleanup.task.js';
import { Outbox } from './outbox.js';
import { OutboxRepository } from './outbox.repository.js';
import { PostgresBackend } from './postgres-backend.js';
import type { QueueBackend } from './queue-backend.js';
import { QueueObserver } from './queue-observer.js';
import { QueueStatus } from './queue-status.js';
import { RedisBackend } from './redis-backend.js';
import { Relay } from './relay.js';

/** The outbox, the queue behind it and cron, for everybody. Needs the database, the clock and observability. */
@Global()
@Module({})
export class JobsModule {
  static forRoot(options: JobsOptions): DynamicModule {
    const resolved: ResolvedJobsOptions = { ...options, timing: { ...DEFAULT_TIMING, ...options.timing } };
    return {
      module: JobsModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: JOBS_OPTIONS, useValue: resolved },
        { provide: QUEUE_BACKEND, useFactory: () => backendFor(resolved) },
        CronScheduler,
        CronTasks,
        CronTasksRepository,
        DeadLetters,
        Deliveries,
        JobHandlers,
        JobQueue,
        JobRunner,
        Outbox,
        OutboxCleanup,
        OutboxRepository,
        QueueObserver,
        QueueStatus,
        Relay,
      ],
      exports: [DeadLetters, Outbox, QueueStatus],
    };
  }
}

function backendFor(options: ResolvedJobsOptions): QueueBackend {
  const complaints = new Complaints('JobQueue');
  return options.redisUrl === undefined
    ? new PostgresBackend(options.directUrl ?? options.databaseUrl, complaints)
    : new RedisBackend(options.redisUrl, complaints);
}
