import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { PreorderBooksRepository } from './preorder-books.repository.js';
import { QueueChanges } from './queue/queue-changes.js';

const EVERY_SECONDS = 60;
const BATCH = 500;

/** Ends pre-orders that nobody came for. The money stays until their owner gives them back. */
@CronTask({ name: 'preorder-expiry', everySeconds: EVERY_SECONDS })
export class PreorderExpiryTask implements ScheduledTask {
  constructor(
    private readonly preorders: PreorderBooksRepository,
    private readonly queue: QueueChanges,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const { preorderTime } = this.settings.concessions;
    let ended = 0;
    for (let batch = BATCH; batch >= BATCH; ended += batch) {
      const cinemaIds = await this.preorders.expire(now, preorderTime, BATCH);
      for (const id of new Set(cinemaIds)) this.queue.announce(id);
      batch = cinemaIds.length;
    }
    return `ended ${ended} pre-orders`;
  }
}
