import { Clock } from '../../../platform/clock/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { Metrics } from '../../../platform/observability/index.js';
import { NotificationsRepository } from './notifications.repository.js';

const KEPT_MS = 90 * 24 * 3_600_000;
const BATCH = 1_000;

/** Removes notifications that are older than 90 days. */
@CronTask({ name: 'notification-cleanup', everySeconds: 3_600 })
export class NotificationCleanup implements ScheduledTask {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async run(): Promise<string> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) {
      batch = await this.notifications.removeBefore(before, BATCH);
    }
    this.metrics.removed.inc({ kind: 'notifications' }, removed);
    return `removed ${removed} notifications`;
  }
}
