import { Logger } from '@nestjs/common';
import {
  ChatGoneError,
  TelegramApi,
  TelegramBusyError,
  TelegramRefusedError,
} from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../../platform/jobs/index.js';
import { LinkingService } from '../links/linking.service.js';
import { TelegramSender, type WaitingMessage } from './telegram-sender.js';

/** Something is wrong with the message; all else that Telegram refuses may be put right, such as the bot's token. */
const BAD_REQUEST = 400;

/**
 * Sends the first of some messages; the others are a job of their own then, so that they come in order, and none twice
 * because another one failed. A message is marked as delivered after Telegram took it, so that none is lost.
 */
@JobHandler('send-telegram')
export class SendTelegramHandler implements JobProcessor<'send-telegram'> {
  private readonly logger = new Logger('Telegram');

  constructor(
    private readonly api: TelegramApi,
    private readonly sender: TelegramSender,
    private readonly linking: LinkingService,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async handle({ tg_id: tgId, secret }: JobPayloads['send-telegram'], delivery: JobDelivery): Promise<void> {
    const [first, ...others] = secret.messages;
    if (!first) return;
    try {
      await this.api.send(tgId, {
        text: first.text,
        ...(first.picture === undefined ? {} : { picture: Buffer.from(first.picture, 'base64') }),
      });
    } catch (error) {
      if (error instanceof ChatGoneError) {
        await this.linking.unlinkChat(tgId, 'gone');
        return;
      }
      if (error instanceof TelegramBusyError) {
        await this.postpone(tgId, secret.messages, delivery, error.retryAfter);
        return;
      }
      if (!(error instanceof TelegramRefusedError && error.code === BAD_REQUEST)) throw error;
      this.logger.error(`send-telegram ${delivery.id}: ${error.message}. It is not tried again.`);
    }
    if (others.length > 0) await this.postpone(tgId, others, delivery, 0);
  }

  private async postpone(
    tgId: number,
    messages: readonly WaitingMessage[],
    delivery: JobDelivery,
    seconds: number,
  ): Promise<void> {
    await this.transaction.run(async () => {
      await delivery.markDelivered();
      await this.sender.queue(tgId, messages, new Date(this.clock.now().getTime() + seconds * 1_000));
    });
  }
}
