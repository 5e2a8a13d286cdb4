import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { BonusAccountsRepository } from './bonus-accounts.repository.js';
import { BonusLedger } from './bonus-ledger.service.js';

const EVERY_SECONDS = 3_600;
const BATCH = 500;

/** Takes points out of the books that have run out. They pay for nothing from that moment on, whether or not this runs. */
@CronTask({ name: 'bonus-expiry', everySeconds: EVERY_SECONDS })
export class BonusExpiryTask implements ScheduledTask {
  constructor(
    private readonly transaction: Transaction,
    private readonly accounts: BonusAccountsRepository,
    private readonly ledger: BonusLedger,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    let done = 0;
    for (let batch = BATCH; batch === BATCH; done += batch) {
      const people = await this.accounts.findExpired(now, BATCH);
      for (const userId of people) await this.transaction.run(() => this.ledger.enter(userId));
      batch = people.length;
    }
    return `took expired points from ${done} accounts`;
  }
}
