import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Complaints, CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { ReportQueue } from '../reports/report-queue.service.js';
import { duePeriod, nextRunAfter } from './cadence.policy.js';
import { ReportSchedulesRepository } from './report-schedules.repository.js';

/** Has the reports made that are due; of several that were missed, the newest. */
@CronTask({ name: 'report-schedules', everySeconds: 60 })
export class ReportSchedulesTask implements ScheduledTask {
  private readonly complaints = new Complaints('Reports');

  constructor(
    private readonly schedules: ReportSchedulesRepository,
    private readonly queue: ReportQueue,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    let queued = 0;
    for (const id of await this.schedules.due(now)) {
      try {
        queued += await this.runOne(id, now);
      } catch (error) {
        // The others are not to wait for it.
        this.complaints.about(`The report schedule ${id} cannot be run`, error);
      }
    }
    return `queued ${queued} reports`;
  }

  private runOne(id: number, now: Date): Promise<number> {
    return this.transaction.run(async () => {
      const schedule = await this.schedules.lockDue(id, now);
      if (!schedule) return 0;
      const { type, format, cinemaId, distributorId } = schedule;
      const scope = { ...duePeriod(schedule, now), cinemaId, distributorId };
      const report = await this.queue.add({ type, format, scope }, { createdBy: null, scheduleId: id });
      await this.schedules.moveOn(id, now, nextRunAfter(schedule, now));
      return report === undefined ? 0 : 1;
    });
  }
}
