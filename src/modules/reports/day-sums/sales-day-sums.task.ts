import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { daysAfter } from '../../theatre/index.js';
import { SalesDaysRepository } from './sales-days.repository.js';

/** A run takes seconds at most; a business that begins to sum has the last year after an hour. */
const DAYS_PER_RUN = 100;
/** No clock on earth is further behind UTC; what ended two hours ago there is over everywhere, and booked. */
const OVER_MS = (12 + 2) * 3_600_000;

/** Sums what days brought once they are over everywhere, and again where something was booked into them later. */
@CronTask({ name: 'sales-day-sums', everySeconds: 900 })
export class SalesDaySumsTask implements ScheduledTask {
  constructor(
    private readonly days: SalesDaysRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const last = daysAfter(new Date(now.getTime() - OVER_MS).toISOString().slice(0, 10), -1);
    const days = await this.days.findUnsummed(last, DAYS_PER_RUN);
    let summed = 0;
    for (const day of days) if (await this.sum(day, now)) summed += 1;
    return `summed ${summed} of ${days.length} days`;
  }

  private sum(day: string, now: Date): Promise<boolean> {
    return this.transaction.run(async () => {
      if (!(await this.days.lock(day))) return false;
      await this.days.sum(day, now);
      return true;
    });
  }
}
