import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../platform/jobs/index.js';
import { TelegramMessagesRepository } from '../channels/telegram/telegram-messages.repository.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
import { WithdrawalsRepository } from './withdrawals.repository.js';

/** Takes back what people were told of things that are gone, and sees to it that nobody is told of them later. */
@JobHandler('withdraw-notices')
export class WithdrawNoticesHandler implements JobProcessor<'withdraw-notices'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly withdrawals: WithdrawalsRepository,
    private readonly readers: ReadersRepository,
    private readonly telegram: TelegramMessagesRepository,
    private readonly clock: Clock,
  ) {}

  handle(withdrawal: JobPayloads['withdraw-notices'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      await this.withdrawals.waitForNotices();
      await this.withdrawals.remember(withdrawal, this.clock.now());
      await this.readers.lock(await this.withdrawals.readersOf(withdrawal));
      await this.withdrawals.remove(withdrawal);
      await this.withdrawals.removeParts(withdrawal);
      await this.telegram.withdraw(withdrawal.kinds, withdrawal.subjects);
      await delivery.markDelivered();
    });
  }
}
