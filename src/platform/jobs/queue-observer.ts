import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Health, Metrics } from '../observability/index.js';
import { QueueStatus } from './queue-status.js';

/** Shows the queue to the health check and to Prometheus. */
@Injectable()
export class QueueObserver implements OnModuleInit {
  constructor(
    private readonly status: QueueStatus,
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'queue',
      vital: false,
      check: async () => {
        await this.status.ping();
        return undefined;
      },
    });
    this.metrics.gauges('queue_jobs', 'Jobs of the outbox by state.', 'state', async () => {
      const { waiting, active, delayed, failed } = await this.status.depth();
      return { waiting, active, delayed, failed };
    });
    this.metrics.gauges(
      'queue_oldest_seconds',
      'How long the oldest waiting job has been waiting.',
      'queue',
      async () => ({
        jobs: (await this.status.depth()).oldestSeconds,
      }),
    );
    this.metrics.gauges(
      'cron_last_end_seconds',
      'When each cron task last ended (Unix time).',
      'task',
      async () => {
        const tasks = await this.status.cronTasks();
        return Object.fromEntries(
          tasks.map((task) => [task.name, (task.lastFinishedAt?.getTime() ?? 0) / 1000]),
        );
      },
    );
  }
}
