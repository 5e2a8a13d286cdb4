import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { DigestsRepository } from '../digest/digests.repository.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
import { PreferencesRepository } from '../preferences/preferences.repository.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** Ends the mails of somebody who need not sign in for it: the link of a mail is enough, and good for nothing else. */
@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly transaction: Transaction,
    private readonly links: UnsubscribeLinks,
    private readonly readers: ReadersRepository,
    private readonly preferences: PreferencesRepository,
    private readonly digests: DigestsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Mails of no kind any more, not even of what waits. Twice is once.
   * @throws InvalidUnsubscribeLinkError
   */
  unsubscribe(token: string): Promise<void> {
    return this.transaction.run(async () => {
      await this.readers.lock([await this.links.ownerOf(token)]);
      // Asked again under the lock: with an account that was deleted meanwhile its links are gone.
      const userId = await this.links.ownerOf(token);
      await this.preferences.refuseMail(userId, this.clock.now());
      await this.digests.drop(userId);
    });
  }
}
