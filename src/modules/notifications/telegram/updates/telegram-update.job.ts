import { Transaction } from '../../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../../platform/jobs/index.js';
import { Conversation } from '../bot/conversation.service.js';
import { LinkingService } from '../links/linking.service.js';

/** Does what an update asks for. Effect, answers and delivery are one transaction. */
@JobHandler('telegram-update')
export class TelegramUpdateHandler implements JobProcessor<'telegram-update'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly conversation: Conversation,
    private readonly linking: LinkingService,
  ) {}

  async handle({ secret: told }: JobPayloads['telegram-update'], delivery: JobDelivery): Promise<void> {
    if (told.kind === 'message') {
      await this.conversation.hear(told, () => delivery.markDelivered());
      return;
    }
    await this.transaction.run(async () => {
      await delivery.markDelivered();
      await this.linking.unlinkChat(told.tgId, 'gone');
    });
  }
}
