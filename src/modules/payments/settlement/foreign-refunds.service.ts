import { Injectable } from '@nestjs/common';
import { netOf, OrderPayments, type RefundPart } from '../../orders/index.js';
import type { Payment } from '../payment.js';
import { RefundsRepository } from '../refunds/refunds.repository.js';

/** What went back without us, as far as it concerns lines of the order (rule 17). */
@Injectable()
export class ForeignRefunds {
  constructor(
    private readonly orders: OrderPayments,
    private readonly refunds: RefundsRepository,
  ) {}

  /**
   * Spreads money over lines: first those whose own refund the gateway had refused, since they are taken back already; the
   * rest is taken over by the order. Money that was never used for the order belongs to no line.
   * @param payment locked
   */
  async spread(
    payment: Payment,
    refundId: number,
    amount: number,
    reason: 'refunded-at-gateway' | 'dispute-lost',
  ): Promise<void> {
    if (payment.settlement !== 'fulfilled') return;
    const owed = takeFrom(await this.refunds.owed(payment.id), amount);
    await this.refunds.addItems(refundId, owed);
    const rest = amount - sumOf(owed);
    const order = await this.orders.lock(payment.orderId);
    if (order?.status !== 'paid' || rest === 0) return;
    const open = order.lines.filter(({ refundedAt }) => refundedAt === null);
    const left = open.reduce((sum, line) => sum + netOf(line) - line.bonus - line.refunded, 0);
    const taken = Math.min(rest, left);
    if (taken > 0) await this.refunds.addItems(refundId, await this.orders.takeOver(order, taken, reason));
  }
}

function sumOf(parts: readonly RefundPart[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

/** As many of the parts as the amount covers, the last one in part. */
function takeFrom(parts: readonly RefundPart[], amount: number): RefundPart[] {
  let left = amount;
  return parts.flatMap((part) => {
    const taken = Math.min(part.amount, left);
    left -= taken;
    return taken > 0 ? [{ ...part, amount: taken }] : [];
  });
}
