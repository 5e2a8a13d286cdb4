import { DateTime } from 'luxon';
import {
  type AdjustableLine,
  AdjustsPrices,
  amountDue,
  type CreateOrderDto,
  type LineOrder,
  moneyBack,
  NotEnoughPointsError,
  type Order,
  type PriceAdjustment,
  type ReductionRule,
  type RefundPart,
  sumsOf,
} from '../../orders/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { BonusAccount } from './bonus.js';
import { BonusAccountsRepository, type OrderPoints } from './bonus-accounts.repository.js';
import { BonusLedger } from './bonus-ledger.service.js';
import { accruedFor, lotsToReturn, payableWithPoints, takenBackFor } from './bonus-points.policy.js';

/** Points that pay a part of orders, and that come for the money paid (rule 21). Accounts are locked after everything else. */
@AdjustsPrices()
export class BonusTender implements PriceAdjustment {
  readonly phase = 'tender';
  readonly requestFields = ['bonus_points'] as const;

  constructor(
    private readonly accounts: BonusAccountsRepository,
    private readonly ledger: BonusLedger,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * As many points as are asked for and may pay for such an order.
   * @throws NotEnoughPointsError
   */
  async ask(
    { bonus_points: points }: CreateOrderDto,
    { userId }: LineOrder,
  ): Promise<readonly ReductionRule<AdjustableLine>[]> {
    if (!points) return [];
    const balance = userId === null ? 0 : (await this.ledger.enter(userId)).balance;
    if (balance < points) throw new NotEnoughPointsError(balance, points);
    return [this.upTo(points)];
  }

  async take(_: CreateOrderDto, { id, userId }: LineOrder, [amount = 0]: readonly number[]): Promise<void> {
    if (userId === null || amount === 0) return;
    await this.ledger.debit(await this.ledger.enter(userId), amount, { reason: 'spent', orderId: id });
  }

  async askAgain({ id }: LineOrder): Promise<readonly ReductionRule<AdjustableLine>[]> {
    const spent = outstanding(await this.accounts.ofOrder(id));
    return spent === 0 ? [] : [this.upTo(spent)];
  }

  async retake({ id, userId }: LineOrder, [amount = 0]: readonly number[]): Promise<void> {
    const points = await this.accounts.ofOrder(id);
    const back = outstanding(points) - amount;
    if (userId !== null && back > 0) await this.giveBack(await this.ledger.enter(userId), id, points, back);
  }

  async settle(order: Order): Promise<void> {
    const points = accruedFor(amountDue(order), this.settings.bonus.percent);
    if (order.userId === null || points === 0) return;
    const months = this.settings.bonus.expiryMonths;
    const expiresAt = DateTime.fromJSDate(this.clock.now(), { zone: 'utc' }).plus({ months }).toJSDate();
    const account = await this.ledger.enter(order.userId);
    await this.ledger.credit(account, { points, expiresAt }, { reason: 'accrued', orderId: order.id });
  }

  release(order: LineOrder): Promise<void> {
    return this.retake(order, []);
  }

  async reclaim({ id, userId, bonus }: Order): Promise<boolean> {
    if (bonus === 0) return true;
    if (userId === null) return false;
    const account = await this.ledger.enter(userId);
    if (account.balance < bonus) return false;
    await this.ledger.debit(account, bonus, { reason: 'spent', orderId: id });
    return true;
  }

  /** Points that paid come back; points that came for the money that goes back are taken back. */
  async refund(order: Order, parts: readonly RefundPart[]): Promise<void> {
    const { id, userId } = order;
    if (userId === null) return;
    const points = await this.accounts.ofOrder(id);
    const before = moneyBack(order);
    const after = before + parts.reduce((sum, { amount }) => sum + amount, 0);
    const back = parts.reduce((sum, part) => sum + part.points, 0);
    const taken = takenBackFor(points.accrued, amountDue(order), before, after);
    if (back + taken === 0) return;
    const account = await this.giveBack(await this.ledger.enter(userId), id, points, back);
    if (taken > 0) await this.ledger.takeBack(account, taken, { reason: 'taken-back', orderId: id });
  }

  /** With the end that they had; those that have run out meanwhile run out at once. */
  private async giveBack(
    account: BonusAccount,
    orderId: number,
    { taken, returned }: OrderPoints,
    points: number,
  ): Promise<BonusAccount> {
    let current = account;
    for (const lot of lotsToReturn(taken, returned, points)) {
      const expiresAt = lot.expiresAt === null ? null : new Date(lot.expiresAt);
      const credited = await this.ledger.credit(
        current,
        { points: lot.points, expiresAt },
        { reason: 'returned', orderId },
      );
      current = credited.account;
    }
    return current;
  }

  private upTo(points: number): ReductionRule<AdjustableLine> {
    return (lines) => {
      const most = payableWithPoints(sumsOf(lines).total, this.settings.bonus.sharePercent);
      return { amount: Math.min(points, most), appliesTo: () => true };
    };
  }
}

/** Points that an order holds, or was paid with. */
function outstanding({ taken, returned }: OrderPoints): number {
  return taken.reduce((sum, { points }) => sum + points, 0) - returned;
}
