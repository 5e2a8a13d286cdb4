import { Clock } from '../../../platform/clock/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { Metrics } from '../../../platform/observability/index.js';
import { UnsubscribeTokensRepository } from '../unsubscribe/unsubscribe-tokens.repository.js';
import { WithdrawalsRepository } from '../withdrawal/withdrawals.repository.js';
import { NotificationsRepository } from './notifications.repository.js';

const DAY_MS = 24 * 3_600_000;
const KEPT_DAYS = 90;
/** Mails are kept for long, and their links should work as long as anybody may follow them. */
const TOKENS_KEPT_DAYS = 365;
/** Longer than any job is tried; what is tried again by hand later than this is told. */
const WITHDRAWALS_KEPT_DAYS = 90;
const BATCH = 1_000;

/** Removes notifications and withdrawals that are older than 90 days, and links to unsubscribe that are older than a year. */
@CronTask({ name: 'notification-cleanup', everySeconds: 3_600 })
export class NotificationCleanup implements ScheduledTask {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly tokens: UnsubscribeTokensRepository,
    private readonly withdrawals: WithdrawalsRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now().getTime();
    const before = (days: number): Date => new Date(now - days * DAY_MS);
    const notifications = await all(() => this.notifications.removeBefore(before(KEPT_DAYS), BATCH));
    const tokens = await all(() => this.tokens.removeBefore(before(TOKENS_KEPT_DAYS), BATCH));
    const withdrawals = await all(() => this.withdrawals.forgetBefore(before(WITHDRAWALS_KEPT_DAYS), BATCH));
    this.metrics.removed.inc({ kind: 'notifications' }, notifications);
    this.metrics.removed.inc({ kind: 'unsubscribe tokens' }, tokens);
    this.metrics.removed.inc({ kind: 'withdrawn notices' }, withdrawals);
    return `removed ${notifications} notifications, ${tokens} unsubscribe tokens, ${withdrawals} withdrawn notices`;
  }
}

async function all(remove: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch === BATCH; removed += batch) batch = await remove();
  return removed;
}
