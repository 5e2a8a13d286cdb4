import { Clock } from '../../../platform/clock/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { SeatAllocationsRepository, SeatChanges } from '../../theatre/index.js';
import { HoldsRepository } from './holds.repository.js';

/** How often it runs, in seconds. */
const EVERY_SECONDS = 5;
/** How long the rows of holds are kept that were never ordered. */
const KEPT_MS = 86_400_000;
const BATCH = 500;

/** Tidies up after holds that ran out. They count for nothing from that moment on, whether or not this runs (rule 23). */
@CronTask({ name: 'hold-sweep', everySeconds: EVERY_SECONDS })
export class HoldSweepTask implements ScheduledTask {
  constructor(
    private readonly allocations: SeatAllocationsRepository,
    private readonly holds: HoldsRepository,
    private readonly changes: SeatChanges,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const freed = await inBatches(async () => {
      const screenings = await this.allocations.sweep(now, BATCH);
      for (const id of new Set(screenings)) this.changes.announce(id);
      return screenings.length;
    });
    const forgotten = new Date(now.getTime() - KEPT_MS);
    const removed = await inBatches(() => this.holds.removeEndedBefore(forgotten, BATCH));
    return `set ${freed} seats free, removed ${removed} old holds`;
  }
}

async function inBatches(work: () => Promise<number>): Promise<number> {
  let done = 0;
  for (let batch = BATCH; batch >= BATCH; done += batch) batch = await work();
  return done;
}
