import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../platform/jobs/index.js';
import { TelegramNews } from '../channels/telegram/telegram-news.service.js';
import { DigestsRepository } from '../digest/digests.repository.js';
import { isMailedApart, wishOf } from '../preferences/preferences.policy.js';
import { PreferencesRepository } from '../preferences/preferences.repository.js';
import { WithdrawalsRepository } from '../withdrawal/withdrawals.repository.js';
import { NotificationsRepository } from './notifications.repository.js';
import { ReadersRepository } from './readers.repository.js';

/** Tells somebody what happened, on the ways on which they want to hear of it. */
@JobHandler('notify')
export class NotifyHandler implements JobProcessor<'notify'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: ReadersRepository,
    private readonly notifications: NotificationsRepository,
    private readonly digests: DigestsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly withdrawals: WithdrawalsRepository,
    private readonly telegram: TelegramNews,
    private readonly clock: Clock,
  ) {}

  handle(notice: JobPayloads['notify'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      await this.withdrawals.waitForWithdrawals();
      if (!(await this.isWithdrawn(notice))) await this.tell(notice);
      await delivery.markDelivered();
    });
  }

  /** The order of jobs is not certain: what this one tells may be gone by now. */
  private isWithdrawn({ kind, subject, part }: JobPayloads['notify']): Promise<boolean> {
    return this.withdrawals.covers(kind, part === undefined ? [subject] : [subject, part]);
  }

  private async tell(notice: JobPayloads['notify']): Promise<void> {
    const { kind, to, by, subject, part, link, facts } = notice;
    const living = await this.readers.lock(by === null ? [to] : [to, by]);
    if (!living.has(to)) return;
    const wish = wishOf(kind, await this.preferences.said(to));
    const mailed = wish.mail && !isMailedApart(kind);
    const actorId = by !== null && living.has(by) ? by : null;
    const at = this.clock.now();
    if (wish.in_app || mailed) {
      const happening = { kind, userId: to, actorId, subject, part, link, facts, at };
      await this.notifications.add({ ...happening, shown: wish.in_app, mailed });
    }
    if (mailed) await this.digests.plan(to, at);
    if (wish.telegram) await this.telegram.tell(notice, actorId, at);
  }
}
