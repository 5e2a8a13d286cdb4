import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
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
      const quietUntil = new Date(since.getTime() + QUIET_MS);
      if (quietUntil > now) {
        await this.digests.postpone(userId, quietUntil);
        return false;
      }
      await this.mail.send(userId, reader.email, total);
      await this.digests.settle(userId, now);
      return true;
    });
  }
}
