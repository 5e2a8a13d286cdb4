import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../../../platform/auth/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { RateLimits } from '../../../../platform/rate-limits/index.js';
import { TelegramChats } from '../delivery/telegram-chats.js';
import { TelegramSender } from '../delivery/telegram-sender.js';
import { TelegramAlreadyLinkedError } from '../telegram.errors.js';
import { TEXTS } from '../texts/texts.js';
import { type DeepLink, DeepLinks } from './deep-links.js';
import { LinkingService } from './linking.service.js';
import { LinkCodesRepository } from './link-codes.repository.js';
import { LinksRepository } from './links.repository.js';
import type { TelegramLink } from './telegram-link.js';
import { NEW_LINKS } from './telegram-limits.js';

/** Somebody's own link, as they see and change it here. */
@Injectable()
export class OwnLinkService {
  constructor(
    private readonly transaction: Transaction,
    private readonly links: LinksRepository,
    private readonly codes: LinkCodesRepository,
    private readonly deepLinks: DeepLinks,
    private readonly linking: LinkingService,
    private readonly chats: TelegramChats,
    private readonly sender: TelegramSender,
    private readonly limits: RateLimits,
  ) {}

  /**
   * The link, or else the deep link that makes one.
   * @throws TelegramNotSetUpError, UnauthenticatedError when the account was deleted a moment ago
   */
  state(userId: number): Promise<TelegramLink | DeepLink> {
    return this.transaction.run(async () => {
      const link = await this.links.find(userId);
      if (link) return link;
      await this.lock(userId);
      return (await this.links.find(userId)) ?? this.deepLinks.current(userId);
    });
  }

  /**
   * A new deep link; the last one is of no use from then on.
   * @throws TelegramAlreadyLinkedError, TelegramNotSetUpError, TooManyRequestsError, UnauthenticatedError
   */
  async renew(userId: number): Promise<DeepLink> {
    await this.limits.count(NEW_LINKS, String(userId));
    return this.transaction.run(async () => {
      await this.lock(userId);
      if (await this.links.find(userId)) throw new TelegramAlreadyLinkedError('account');
      return this.deepLinks.renew(userId);
    });
  }

  /** Takes link and deep link away, and says so in the chat. Twice is once. */
  remove(userId: number): Promise<void> {
    return this.transaction.run(async () => {
      const chat = await this.chats.of(userId);
      const link = await this.linking.unlink(userId, 'account');
      await this.codes.drop(userId);
      if (link && chat) await this.sender.send(chat.tgId, [{ text: TEXTS[chat.language].unlinkedInApp() }]);
    });
  }

  private async lock(userId: number): Promise<void> {
    if (!(await this.links.lockAccount(userId))) throw new UnauthenticatedError();
  }
}
