import { Injectable } from '@nestjs/common';
import { netOf, OrderPayments, type RefundPart } from '../../orders/index.js';
import type { Payment } from '../payment.js';
import { RefundLedger } from '../refunds/refund-ledger.service.js';
import { RefundsRepository } from '../refunds/refunds.repository.js';

/** What went back without us, as far as it concerns lines of the order (rule 17). */
@Injectable()
export class ForeignRefunds {
  constructor(
    private readonly orders: OrderPayments,
    private readonly refunds: RefundsRepository,
    private readonly ledger: RefundLedger,
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
    if (taken === 0) return;
    const parts = await this.orders.takeOver(order, taken, reason);
    await this.refunds.addItems(
      refundId,
      parts.map((part) => ({ ...part, points: 0 })),
    );
    await this.bookPoints(order.id, parts, reason);
  }

  /** Points that paid for what was taken back go back beside the money. */
  private async bookPoints(orderId: number, parts: readonly RefundPart[], reason: string): Promise<void> {
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    if (points === 0) return;
    const items = parts.map((part) => ({ ...part, amount: 0 }));
    await this.ledger.book(orderId, undefined, {
      amount: 0,
      points,
      items,
      origin: 'automatic',
      reason,
      by: null,
    });
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
