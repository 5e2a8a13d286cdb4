import { Injectable } from '@nestjs/common';
import type { TelegramPerson } from '../../../../integrations/telegram/index.js';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { InvalidTelegramCodeError, TelegramAlreadyLinkedError } from '../telegram.errors.js';
import { languageOf } from '../texts/texts.js';
import { hashOfCode } from './deep-links.js';
import { LinkCodesRepository } from './link-codes.repository.js';
import { LinksRepository } from './links.repository.js';
import type { TelegramLink } from './telegram-link.js';

/** Who took a link away: the person here or there, or Telegram, which says that nobody reads the chat any more. */
export type UnlinkedBy = 'account' | 'chat' | 'gone';

/** Making and taking away links. */
@Injectable()
export class LinkingService {
  constructor(
    private readonly transaction: Transaction,
    private readonly links: LinksRepository,
    private readonly codes: LinkCodesRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Links whoever has the code with the account that asked for it.
   * @throws InvalidTelegramCodeError, TelegramAlreadyLinkedError
   */
  link(code: string, { id: tgId, username, languageCode }: TelegramPerson): Promise<TelegramLink> {
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const hash = hashOfCode(code);
      const userId = await this.codes.ownerOf(hash, now);
      if (userId === undefined || !(await this.links.lockAccount(userId)))
        throw new InvalidTelegramCodeError();
      if (!(await this.codes.use(hash, now))) throw new InvalidTelegramCodeError();
      const link = { userId, tgId, username, linkedAt: now };
      const language = languageCode === null ? null : languageOf(languageCode);
      if (!(await this.links.insert({ ...link, language }))) throw new TelegramAlreadyLinkedError('telegram');
      await this.record('telegram.link', link, { tg_id: tgId });
      return link;
    });
  }

  /** Takes somebody's link away, if there is one. @returns the one that was there */
  unlink(userId: number, by: UnlinkedBy): Promise<TelegramLink | undefined> {
    return this.transaction.run(async () => {
      await this.links.lockAccount(userId);
      const link = await this.links.find(userId);
      if (!link) return undefined;
      await this.links.delete(userId);
      await this.record('telegram.unlink', link, { by });
      return link;
    });
  }

  /** The same from the other side. */
  unlinkChat(tgId: number, by: UnlinkedBy): Promise<TelegramLink | undefined> {
    return this.transaction.run(async () => {
      const link = await this.links.findByTelegram(tgId);
      if (!link) return undefined;
      await this.links.lockAccount(link.userId);
      // Somebody else may have been faster, and linked anew since.
      const still = await this.links.find(link.userId);
      return still?.tgId === tgId ? this.unlink(link.userId, by) : undefined;
    });
  }

  private async record(action: string, { userId }: TelegramLink, after: object): Promise<void> {
    await this.audit.record({ actorId: userId, action, target: `user:${userId}`, after: { ...after } });
  }
}
