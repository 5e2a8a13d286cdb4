import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../../platform/jobs/index.js';
import { WithdrawalsRepository } from '../../withdrawal/withdrawals.repository.js';
import { TelegramTurnsRepository } from './telegram-turns.repository.js';

declare module '../../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** A message that was given up, as the dead-letter list has it. */
    'telegram-message': { message_id: string };
  }
}

/** Tries a message anew that somebody takes off the dead-letter list. */
@JobHandler('telegram-message')
export class TelegramMessageHandler implements JobProcessor<'telegram-message'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly turns: TelegramTurnsRepository,
    private readonly withdrawals: WithdrawalsRepository,
    private readonly clock: Clock,
  ) {}

  handle({ message_id: id }: JobPayloads['telegram-message'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      await this.withdrawals.waitForWithdrawals();
      await this.turns.reopen(id, this.clock.now());
      await delivery.markDelivered();
    });
  }
}
