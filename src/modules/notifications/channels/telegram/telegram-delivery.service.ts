import { Injectable, Logger } from '@nestjs/common';
import {
  ChatGoneError,
  TelegramApi,
  TelegramBusyError,
  TelegramRefusedError,
} from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { DeadLetters } from '../../../../platform/jobs/index.js';
import { ProfilesService } from '../../../profiles/index.js';
import { LinkingService } from '../../telegram/links/linking.service.js';
import { WithdrawalsRepository } from '../../withdrawal/withdrawals.repository.js';
import { messageText } from './message-text.js';
import { MAX_ATTEMPTS, pauseAfter } from './retry.policy.js';
import type { StartedMessage } from './telegram-message.js';
import { TelegramTurnsRepository } from './telegram-turns.repository.js';

const BAD_REQUEST = 400;

/**
 * Sends a message. It is marked as sent right before, since Telegram does not know one that comes again: should the process
 * die in between, it is not sent twice.
 */
@Injectable()
export class TelegramDelivery {
  private readonly logger = new Logger('Telegram');

  constructor(
    private readonly turns: TelegramTurnsRepository,
    private readonly api: TelegramApi,
    private readonly profiles: ProfilesService,
    private readonly linking: LinkingService,
    private readonly letters: DeadLetters,
    private readonly withdrawals: WithdrawalsRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @returns whether Telegram takes more at present */
  async send(id: string): Promise<boolean> {
    const message = await this.turns.start(id, this.clock.now());
    if (!message) return true;
    try {
      await this.api.send(message.tgId, { text: (await this.textOf(message)).source });
      return true;
    } catch (error) {
      return await this.fail(message, error);
    }
  }

  private async textOf(message: StartedMessage) {
    const last = message.actorIds.at(-1);
    const names = await this.profiles.displayOf(last === undefined ? [] : [last]);
    const name = last === undefined ? undefined : names.get(last)?.display_name;
    return messageText(message, name, this.settings.http.publicUrl);
  }

  private async fail(message: StartedMessage, error: unknown): Promise<boolean> {
    const { id, tgId, attempts } = message;
    if (error instanceof ChatGoneError) {
      await this.linking.unlinkChat(tgId, 'gone');
      return true;
    }
    if (error instanceof TelegramBusyError) {
      const until = this.in(error.retryAfter * 1_000);
      await this.giveBack(id, until, false);
      await this.turns.holdUntil(until);
      return false;
    }
    const isHopeless = error instanceof TelegramRefusedError && error.code === BAD_REQUEST;
    if (isHopeless || attempts >= MAX_ATTEMPTS) await this.giveUp(message, error);
    else await this.giveBack(id, this.in(pauseAfter(attempts)), true);
    return true;
  }

  private giveBack(id: string, dueAt: Date, counts: boolean): Promise<void> {
    return this.transaction.run(async () => {
      await this.withdrawals.waitForWithdrawals();
      await this.turns.giveBack(id, dueAt, counts);
    });
  }

  private async giveUp({ id, kind, attempts }: StartedMessage, error: unknown): Promise<void> {
    await this.transaction.run(async () => {
      await this.turns.giveUp(id, this.clock.now());
      await this.letters.add('telegram-message', { message_id: id }, attempts, error);
    });
    this.logger.error(`The message ${id} (${kind}) was given up; it is on the dead-letter list now`);
  }

  private in(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
