import { Clock } from '../../../../platform/clock/index.js';
import { CronTask, type ScheduledTask } from '../../../../platform/jobs/index.js';
import { TelegramMessagesRepository } from './telegram-messages.repository.js';

const DAY_MS = 24 * 3_600_000;
const SENT_KEPT_DAYS = 7;
/** As long as anybody may want to try them again. */
const FAILED_KEPT_DAYS = 90;
const BATCH = 1_000;

/** Removes messages that were sent a week ago, and those that were given up and left for 90 days. */
@CronTask({ name: 'telegram-message-cleanup', everySeconds: 3_600 })
export class TelegramMessageCleanup implements ScheduledTask {
  constructor(
    private readonly messages: TelegramMessagesRepository,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now().getTime();
    const before = (days: number): Date => new Date(now - days * DAY_MS);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch)
      batch = await this.messages.removeEnded(before(SENT_KEPT_DAYS), before(FAILED_KEPT_DAYS), BATCH);
    return `removed ${removed} messages`;
  }
}
