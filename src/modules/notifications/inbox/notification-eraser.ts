import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { TelegramMessagesRepository } from '../channels/telegram/telegram-messages.repository.js';
import { NotificationsRepository } from './notifications.repository.js';

/** With an account goes what it was told. */
@ErasesAccounts()
export class NotificationEraser implements AccountEraser {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly telegram: TelegramMessagesRepository,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    await this.notifications.erase(userId);
    await this.telegram.eraseActor(userId);
  }
}
