import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
import { OwnSettingsRepository } from '../settings/own-settings.repository.js';
import { quietUntil } from '../settings/quiet-hours.policy.js';
import { DigestMail } from './digest-mail.js';
import { QUIET_MS } from './digest-times.js';
import { DigestsRepository } from './digests.repository.js';

/** Mails people what they have not read. */
@Injectable()
export class DigestService {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: ReadersRepository,
    private readonly digests: DigestsRepository,
    private readonly settings: OwnSettingsRepository,
    private readonly mail: DigestMail,
  ) {}

  /**
   * Writes somebody's digest, if it is still due and there is something to tell. The mail goes to the outbox with the
   * mark that it was sent: together, or not at all.
   * @returns whether there is a mail
   */
  write(userId: number, now: Date): Promise<boolean> {
    return this.transaction.run(async () => {
      await this.readers.lock([userId]);
      const reader = await this.digests.dueReader(userId, now);
      if (!reader) return false;
      const { total, since } = await this.digests.waiting(userId);
      if (!reader.active || since === null) {
        await this.digests.settle(userId, null);
        return false;
      }
      // What made the digest due was read since, and what waits now has only just happened.
      const later = await this.notBefore(userId, since, now);
      if (later > now) {
        await this.digests.postpone(userId, later);
        return false;
      }
      await this.mail.send(userId, reader.email, total);
      await this.digests.settle(userId, now);
      return true;
    });
  }

  /** When a burst has ended, and somebody's quiet hours with it. */
  private async notBefore(userId: number, since: Date, now: Date): Promise<Date> {
    const calm = new Date(Math.max(now.getTime(), since.getTime() + QUIET_MS));
    const { quietHours } = await this.settings.find(userId);
    return (quietHours && quietUntil(calm, quietHours)) ?? calm;
  }
}
