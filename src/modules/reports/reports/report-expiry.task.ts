import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, Outbox, type ScheduledTask } from '../../../platform/jobs/index.js';
import { Metrics } from '../../../platform/observability/index.js';
import { ReportRunsRepository } from './report-runs.repository.js';
import { ReportsRepository } from './reports.repository.js';

/** Longer than any job is tried. */
const ABANDONED_MS = 86_400_000;
const BATCH = 500;

/** Removes reports whose time is over, with their files, and ends those whose jobs were given up. */
@CronTask({ name: 'report-expiry', everySeconds: 3_600 })
export class ReportExpiry implements ScheduledTask {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly runs: ReportRunsRepository,
    private readonly transaction: Transaction,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const abandoned = await this.runs.failAbandoned(
      new Date(now.getTime() - ABANDONED_MS),
      'It could not be made within a day. Ask for it again.',
      { finishedAt: now, expiresAt: new Date(now.getTime() + this.settings.reports.keptFor) },
    );
    let removed = 0;
    for (let batch = BATCH; batch === BATCH; removed += batch) batch = await this.removeBatch(now);
    this.metrics.removed.inc({ kind: 'reports' }, removed);
    return `removed ${removed} reports, gave up ${abandoned}`;
  }

  private removeBatch(now: Date): Promise<number> {
    return this.transaction.run(async () => {
      const removed = await this.reports.removeExpired(now, BATCH);
      const keys = removed.flatMap(({ fileKey }) => fileKey ?? []);
      if (keys.length > 0) await this.outbox.add('storage.remove-files', { keys });
      return removed.length;
    });
  }
}
