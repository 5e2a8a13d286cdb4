import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { NotificationsRepository } from './notifications.repository.js';

/** With an account goes what it was told. */
@ErasesAccounts()
export class NotificationEraser implements AccountEraser {
  constructor(private readonly notifications: NotificationsRepository) {}

  eraseAccount(userId: number): Promise<void> {
    return this.notifications.erase(userId);
  }
}
