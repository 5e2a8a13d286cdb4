import { AuditLog } from '../../../../platform/audit/index.js';
import { type AccountEraser, ErasesAccounts } from '../../../accounts/index.js';
import { NotificationSettingsRepository } from '../bot/notification-settings.repository.js';
import { LinkCodesRepository } from './link-codes.repository.js';
import { LinksRepository } from './links.repository.js';

/** With an account goes its link, and what it said of how it wants to be told. */
@ErasesAccounts()
export class TelegramEraser implements AccountEraser {
  constructor(
    private readonly links: LinksRepository,
    private readonly codes: LinkCodesRepository,
    private readonly settings: NotificationSettingsRepository,
    private readonly audit: AuditLog,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    await this.links.delete(userId);
    await this.codes.drop(userId);
    await this.settings.delete(userId);
    await this.audit.forget('telegram.link', `user:${userId}`);
  }
}
