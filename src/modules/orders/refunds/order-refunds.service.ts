import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { OrderReleaseService } from '../order-release.service.js';
import { OrdersRepository } from '../orders.repository.js';
import { PaymentGate } from '../payment/payment-gate.js';
import { RepriceService } from '../placing/reprice.service.js';
import type { ReleaseReason } from '../release-reason.js';
import { RefundOrderService } from './refund-order.service.js';

/** Taking back what was ordered because it cannot be had any more: done by the program, in the name of nobody. */
@Injectable()
export class OrderRefunds {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrdersRepository,
    private readonly refunds: RefundOrderService,
    private readonly releases: OrderReleaseService,
    private readonly repricing: RepriceService,
    private readonly payments: PaymentGate,
  ) {}

  /**
   * Gives back lines of a paid order, whatever the policy says: those that were not given back before.
   * @throws PaymentDisputedError, RefundTooHighError
   */
  async asProgram(
    orderId: number,
    { lines, reason }: { readonly lines: readonly number[]; readonly reason: string },
  ): Promise<void> {
    await this.transaction.run(async () => {
      const order = await this.orders.lock(orderId);
      if (order?.status !== 'paid') return;
      const left = order.lines.filter(({ id, refundedAt }) => lines.includes(id) && refundedAt === null);
      const ids = left.map(({ id }) => id);
      if (ids.length > 0) await this.refunds.asProgram(order, ids, reason);
    });
  }

  /**
   * Takes out of an open order what cannot be bought any more, and ends it where nothing is left. The page to pay on is closed
   * first: an order whose payment has just come through stays paid. Not inside a transaction.
   */
  async releaseAsProgram(orderId: number, reason: ReleaseReason): Promise<void> {
    const seen = await this.orders.find(orderId);
    if (seen?.status !== 'pending') return;
    await this.payments.port.close(orderId);
    await this.transaction.run(async () => {
      const order = await this.orders.lock(orderId);
      if (order?.status !== 'pending') return;
      if (!(await this.repricing.leaveOut(order))) await this.releases.release(order, reason, null);
    });
  }
}
