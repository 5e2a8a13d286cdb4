import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { CronTasksRepository, type CronTaskState } from './cron/cron-tasks.repository.js';
import { JobQueue } from './job-queue.js';
import { OutboxRepository, type QueueDepth } from './outbox.repository.js';
import { within } from './patience.js';

const PATIENCE_MS = 1_500;

/** How the queue is, for the health check, the metrics and administrators. Every answer comes within 1.5 seconds. */
@Injectable()
export class QueueStatus {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly tasks: CronTasksRepository,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when the database does not answer in time */
  async depth(): Promise<QueueDepth> {
    return within(PATIENCE_MS, 'Counting jobs', this.outbox.depth(this.clock.now()));
  }

  /**
   * When each cron task ran last and what came of it.
   * @throws Error when the database does not answer in time
   */
  async cronTasks(): Promise<CronTaskState[]> {
    return within(PATIENCE_MS, 'Reading cron tasks', this.tasks.all());
  }

  /** @throws Error when the server that the queue is kept on does not answer in time */
  async ping(): Promise<void> {
    await within(PATIENCE_MS, 'Asking the queue', this.queue.ping());
  }
}
