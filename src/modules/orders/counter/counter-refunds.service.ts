import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { type Principal, reaches } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import type { Order } from '../order.js';
import { OrdersRepository } from '../orders.repository.js';
import { PaymentGate } from '../payment/payment-gate.js';
import type { CounterMethod } from '../payment/payment-port.js';
import { RefundOrderService } from '../refunds/refund-order.service.js';
import { NothingWaitsError, NotSoldAtCounterError, PaidOtherwiseError } from './counter.errors.js';

/** What is to be given back at the counter. */
export interface CounterRefund {
  /** Everything that is left when left out. */
  readonly lines: readonly number[] | undefined;
  readonly reason: string;
  /** How the cashier means to hand the money out. */
  readonly method: CounterMethod | undefined;
}

/** What a cashier handed out. */
export interface HandedOut {
  readonly order: Order;
  /** Minor units. */
  readonly amount: number;
  readonly method: CounterMethod;
}

/** Giving back at the counter what was sold there; the money goes back the way it came, into the customer's hand. */
@Injectable()
export class CounterRefunds {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrdersRepository,
    private readonly refunds: RefundOrderService,
    private readonly payments: PaymentGate,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Takes lines back. The policy of each kind binds cashiers; moderators it does not, and what they do is recorded.
   * @throws NotFoundError, NotSoldAtCounterError, PaidOtherwiseError, and what refunds of customers throw
   */
  refund(orderId: number, { lines, reason, method }: CounterRefund, by: Principal): Promise<HandedOut> {
    return this.transaction.run(async () => {
      const order = await this.lock(orderId);
      const before = await this.payments.port.taken(orderId);
      if (before && method !== undefined && method !== before.method)
        throw new PaidOtherwiseError(before.method);
      const outsidePolicy = reaches(by.group, 'moderator');
      const refunded = await this.refunds.asSeller(order, { lines, reason, by: by.userId }, outsidePolicy);
      const after = await this.payments.port.taken(orderId);
      await this.audit.record({
        actorId: by.userId,
        action: 'order.refund-at-counter',
        target: `order:${orderId}`,
        before: { refunded: order.refunded },
        after: { refunded: refunded.refunded, lines: lines ?? null, reason },
      });
      return {
        order: refunded,
        amount: (after?.refunded ?? 0) - (before?.refunded ?? 0),
        method: before?.method ?? method ?? 'cash',
      };
    });
  }

  /**
   * Hands out what was given back of an order elsewhere: by its owner online, by a moderator, or because a screening was
   * canceled.
   * @throws NotFoundError, NotSoldAtCounterError, NothingWaitsError
   */
  handOut(orderId: number): Promise<HandedOut> {
    return this.transaction.run(async () => {
      const order = await this.lock(orderId);
      const amount = await this.payments.port.handOut(orderId);
      const payment = await this.payments.port.taken(orderId);
      if (amount === 0 || !payment) throw new NothingWaitsError(orderId);
      return { order, amount, method: payment.method };
    });
  }

  private async lock(orderId: number): Promise<Order> {
    const order = await this.orders.lock(orderId);
    if (!order) throw new NotFoundError('order', orderId);
    if (order.sellerId === null) throw new NotSoldAtCounterError(orderId);
    return order;
  }
}
