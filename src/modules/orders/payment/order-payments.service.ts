import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { OrderLineKinds } from '../lines/order-line-kinds.js';
import { OrderMailService } from '../mails/order-mail.service.js';
import type { Order, OrderLine } from '../order.js';
import { OrdersRepository } from '../orders.repository.js';
import { amountDue, netOf, splitOver } from '../orders.policy.js';
import { PriceAdjustments } from '../pricing/price-adjustments.js';
import type { RefundPart } from './payment-port.js';
import type { Money, Settlement } from './settlement.js';

/**
 * What payments tell orders. Everything runs inside the transaction in which payments books the money, so that both are
 * true or neither (rule 16).
 */
@Injectable()
export class OrderPayments {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly kinds: OrderLineKinds,
    private readonly adjustments: PriceAdjustments,
    private readonly mails: OrderMailService,
    private readonly clock: Clock,
  ) {}

  /** An order, kept from changing until the transaction ends. To be called before any row of payments is locked. */
  lock(orderId: number): Promise<Order | undefined> {
    return this.orders.lock(orderId);
  }

  /** Fulfils a locked order with the money that arrived for it, if that can still be done (rules 15 and 17). */
  async settle(order: Order, { amount, currency }: Money): Promise<Settlement> {
    if (order.status === 'paid' || order.status === 'refunded') return 'paid-already';
    if (amount !== amountDue(order) || currency !== order.currency) return 'mismatch';
    if (order.status === 'canceled' && !(await this.reclaim(order))) return 'too-late';
    await this.fulfil(order, order.status === 'canceled' ? 'paid-late' : 'paid');
    return 'fulfilled';
  }

  /**
   * Hands over what a locked, open order is for.
   * @param by the account that took the money, null for the program itself
   */
  async fulfil(order: Order, reason: string, by: number | null = null): Promise<void> {
    const paidAt = this.clock.now();
    await this.orders.change(order, { to: 'paid', reason, by }, paidAt);
    await this.kinds.each(order.lines, (seller, lines) => seller.fulfil(order, lines, paidAt));
    await this.adjustments.settle(order);
    await this.mails.paid({ ...order, status: 'paid', paidAt });
  }

  /**
   * Tells the customer that money which could not be used goes back.
   * @param payment what identifies the payment, so that this is told once
   */
  unusable(
    order: Order,
    money: Money,
    why: Exclude<Settlement, 'fulfilled'>,
    payment: string,
  ): Promise<void> {
    return this.mails.givenBack(order, money, why, payment);
  }

  /**
   * Tells the customer that a payment was declined, and what to try next.
   * @param attempt what identifies the attempt, so that this is told once
   */
  declined(order: Order, advice: string, attempt: string): Promise<void> {
    return this.mails.declined(order, advice, attempt);
  }

  /**
   * Takes over what was given back elsewhere (rule 17): in the gateway's dashboard, or by a dispute that was lost. The amount
   * is split over the lines that are left; a line of which nothing is left is taken back, and when nothing is left of the
   * order, everything it was for.
   * @param amount minor units, at most what is left of the order's money
   * @returns what each line got; points only where all of it is taken back
   */
  async takeOver(
    order: Order,
    amount: number,
    reason: 'refunded-at-gateway' | 'dispute-lost',
  ): Promise<RefundPart[]> {
    const open = order.lines.filter(({ refundedAt }) => refundedAt === null);
    const left = open.map((line) => netOf(line) - line.bonus - line.refunded);
    const amounts = splitOver(amount, left);
    const isAll = left.reduce((sum, part) => sum + part, 0) === amount;
    const parts = open.map((line, index) => ({
      lineId: line.id,
      amount: amounts[index] ?? 0,
      points: isAll ? line.bonus : 0,
    }));
    const given = parts.filter((part) => part.amount + part.points > 0);
    const gone = open.filter((line, index) => isAll || isUsedUp(line, amounts[index] ?? 0));
    await this.book(order, isAll ? parts : given, gone);
    if (isAll) await this.orders.change(order, { to: 'refunded', reason, by: null });
    return given;
  }

  private async book(order: Order, parts: readonly RefundPart[], gone: readonly OrderLine[]): Promise<void> {
    const now = this.clock.now();
    const amounts = new Map(parts.map(({ lineId, amount, points }) => [lineId, amount + points]));
    await this.orders.addRefunds(order, amounts, now);
    const how = { paidAt: order.paidAt ?? now, at: now, outsidePolicy: true };
    await this.kinds.each(gone, (seller, own) => seller.revoke(order, own, how));
    await this.adjustments.refund(order, parts);
  }

  /** All of it or nothing: what one kind took is let go again where another kind's is gone. Nothing is for who has gone. */
  private async reclaim(order: Order): Promise<boolean> {
    if (order.userId !== null && !(await this.orders.lockBuyer(order.userId))) return false;
    if (!(await this.adjustments.reclaim(order, 'discount'))) return false;
    const results = await this.kinds.each(order.lines, async (seller, lines) =>
      (await seller.reclaim(order, lines)) ? lines : [],
    );
    const taken = results.flat();
    const hasAll = taken.length === order.lines.length;
    if (hasAll && (await this.adjustments.reclaim(order, 'tender'))) return true;
    await this.kinds.each(taken, (seller, lines) => seller.release(order, lines));
    await this.adjustments.release(order, 'discount');
    return false;
  }
}

/** Whether nothing is left of a line once so much more of it is given back. */
function isUsedUp(line: OrderLine, amount: number): boolean {
  return amount > 0 && line.refunded + amount >= netOf(line);
}
