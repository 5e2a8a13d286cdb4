import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { NotEnoughPointsError } from '../../orders/index.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import type { AdjustmentFacts } from './adjustment-facts.js';
import type { BonusAccount, BonusEntry, BonusTransaction } from './bonus.js';
import { BonusAccountsRepository } from './bonus-accounts.repository.js';
import type { AdjustBonusDto } from './bonus.dto.js';
import { BonusLedger } from './bonus-ledger.service.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

/** As long as answers are kept for repeated requests. */
const KEY_LIFE_MS = 86_400_000;

const bonusAdjusted = noticeKind<AdjustmentFacts>('bonus-adjusted', {
  label: 'Bonus points that we give or take',
  ...en,
  uk,
});

/** Giving points, and taking them away. */
@Injectable()
export class BonusAdjustments {
  constructor(
    private readonly transaction: Transaction,
    private readonly accounts: BonusAccountsRepository,
    private readonly ledger: BonusLedger,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * @param key the `Idempotency-Key`: a process that died after it did this and before it answered has done it
   * @throws NotFoundError, NotEnoughPointsError
   */
  adjust(
    actorId: number,
    userId: number,
    { points, reason }: AdjustBonusDto,
    key: string | undefined,
  ): Promise<BonusTransaction> {
    return this.transaction.run(async () => {
      if (!(await this.accounts.isPerson(userId))) throw new NotFoundError('user', userId);
      const account = await this.ledger.enter(userId);
      const made = key === undefined ? undefined : await this.madeWith(actorId, key);
      if (made) return made;
      const entry = { reason: 'adjusted', note: reason, actorId, key } as const;
      const done =
        points > 0 ? await this.give(account, points, entry) : await this.take(account, -points, entry);
      await this.audit.record({
        actorId,
        action: 'bonus.adjust',
        target: `user:${userId}`,
        after: { points, reason },
      });
      await this.notices.tell(bonusAdjusted, {
        to: userId,
        by: null,
        subject: `bonus:${done.id}`,
        link: '/bonus',
        facts: { points, why: reason },
      });
      return done;
    });
  }

  private async give(account: BonusAccount, points: number, entry: BonusEntry): Promise<BonusTransaction> {
    const months = this.settings.bonus.expiryMonths;
    const expiresAt = DateTime.fromJSDate(this.clock.now(), { zone: 'utc' }).plus({ months }).toJSDate();
    return (await this.ledger.credit(account, { points, expiresAt }, entry)).transaction;
  }

  private async take(account: BonusAccount, points: number, entry: BonusEntry): Promise<BonusTransaction> {
    if (account.balance < points) throw new NotEnoughPointsError(account.balance, points);
    return (await this.ledger.debit(account, points, entry)).transaction;
  }

  private madeWith(actorId: number, key: string): Promise<BonusTransaction | undefined> {
    return this.accounts.findByKey(actorId, key, new Date(this.clock.now().getTime() - KEY_LIFE_MS));
  }
}
