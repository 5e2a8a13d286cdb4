import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import { StaffService } from '../../accounts/index.js';
import { daysAfter } from '../../theatre/index.js';
import { moneyOf } from '../amounts.js';
import { grouped } from '../grouped.js';
import { DuesRepository, type OpenDue } from './dues.repository.js';

const BATCH = 500;

const distributorDue = noticeKind<{
  distributor: string;
  amount: string;
  currency: string;
  dueOn: string;
  dues: number;
}>('distributor-due', {
  label: 'For moderators: what distributors are to be paid',
  title: (_who, { distributor }) => `${distributor} is to be paid`,
  body: ({ amount, currency, dueOn, dues }) =>
    `${amount} ${currency.toUpperCase()} ${dues === 1 ? `is due on ${dueOn}` : `are due for ${dues} film weeks, the first on ${dueOn}`}.`,
  uk: {
    title: (_who, { distributor }) => `Належить виплата: ${distributor}`,
    body: ({ amount, currency, dueOn, dues }) =>
      `${amount} ${currency.toUpperCase()}, ${dues === 1 ? `термін ${dueOn}` : `тижнів показу: ${dues}, перший термін ${dueOn}`}.`,
  },
});

/** Reminds moderators once of each film week that is to be paid within days, distributor by distributor. */
@CronTask({ name: 'distributor-reminders', cron: '0 6 * * *' })
export class DistributorRemindersTask implements ScheduledTask {
  constructor(
    private readonly transaction: Transaction,
    private readonly dues: DuesRepository,
    private readonly notices: Notices,
    private readonly staff: StaffService,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    const today = this.clock.now().toISOString().slice(0, 10);
    const dueBy = daysAfter(today, this.settings.distribution.dueReminderDays);
    let reminded = 0;
    for (let batch = BATCH; batch === BATCH; reminded += batch) batch = await this.remind(dueBy);
    return `reminded of ${reminded} dues`;
  }

  private remind(dueBy: string): Promise<number> {
    return this.transaction.run(async () => {
      const dues = await this.dues.lockUnreminded(dueBy, BATCH);
      if (dues.length === 0) return 0;
      const moderators = await this.staff.moderators();
      for (const own of grouped(dues, ({ distributorId }) => distributorId).values()) {
        for (const to of moderators) await this.tell(to, own);
      }
      await this.dues.markReminded(
        dues.map(({ id }) => id),
        this.clock.now(),
      );
      return dues.length;
    });
  }

  private async tell(to: number, dues: readonly OpenDue[]): Promise<void> {
    const [first] = dues;
    if (!first) return;
    const amount = moneyOf(dues.reduce((sum, { left }) => sum + left, 0));
    const { distributorId, distributor, currency, dueOn } = first;
    await this.notices.tell(distributorDue, {
      to,
      by: null,
      subject: `distributor:${distributorId}`,
      link: `/distributor-payments?distributor_id=${distributorId}&kind=due`,
      facts: { distributor, amount, currency, dueOn, dues: dues.length },
    });
  }
}
