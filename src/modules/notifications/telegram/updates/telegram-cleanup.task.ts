import { Clock } from '../../../../platform/clock/index.js';
import { CronTask, type ScheduledTask } from '../../../../platform/jobs/index.js';
import { LinkCodesRepository } from '../links/link-codes.repository.js';
import { UpdatesRepository } from './updates.repository.js';

/** How often it runs, in seconds. */
export const CLEANUP_SECONDS = 600;

/** Telegram tells of nothing again after a day. */
const UPDATES_KEPT_MS = 3 * 86_400_000;
const BATCH = 1_000;

/** Removes codes that have expired, and the numbers of updates that are not told again. */
@CronTask({ name: 'telegram-cleanup', everySeconds: CLEANUP_SECONDS })
export class TelegramCleanup implements ScheduledTask {
  constructor(
    private readonly codes: LinkCodesRepository,
    private readonly updates: UpdatesRepository,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - UPDATES_KEPT_MS);
    const codes = await all(() => this.codes.removeExpired(now, BATCH));
    const updates = await all(() => this.updates.removeBefore(before, BATCH));
    return `removed ${codes} codes and ${updates} updates`;
  }
}

async function all(remove: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch >= BATCH; removed += batch) batch = await remove();
  return removed;
}
