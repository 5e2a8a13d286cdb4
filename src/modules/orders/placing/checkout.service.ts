import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import type { Order } from '../order.js';
import {
  NothingToBuyError,
  OrderExpiredError,
  OrderNotOpenError,
  PriceChangedError,
} from '../orders.errors.js';
import { OrdersRepository } from '../orders.repository.js';
import { amountDue, netOf } from '../orders.policy.js';
import { OrderPayments } from '../payment/order-payments.service.js';
import { PaymentGate } from '../payment/payment-gate.js';
import type { PaymentDemand } from '../payment/payment-port.js';
import type { CheckoutDto, CheckoutResponse } from './checkout.dto.js';
import { RepriceService } from './reprice.service.js';

/** Sending customers to pay. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrdersRepository,
    private readonly repricing: RepriceService,
    private readonly payments: PaymentGate,
    private readonly fulfilment: OrderPayments,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks at an open order again and leads to the page where it is paid (rule 12).
   * @throws NotFoundError, OrderNotOpenError, OrderExpiredError, PriceChangedError, NothingToBuyError, and what the payment
   * port throws
   */
  async checkout(
    userId: number,
    id: number,
    { accept_total, payment_method }: CheckoutDto,
  ): Promise<CheckoutResponse> {
    const ready = await this.transaction.run(() => this.ready(userId, id, accept_total));
    if ('gone' in ready) throw new NothingToBuyError(ready.gone);
    const { order } = ready;
    const expires_at = order.expiresAt.toISOString();
    if (amountDue(order) === 0) return { checkout_url: null, expires_at, status: 'paid' };
    const email = (await this.orders.emailOf(userId)) ?? null;
    const { url } = await this.payments.port.open(demandOf(order, email, payment_method));
    return { checkout_url: url, expires_at, status: 'pending' };
  }

  private async ready(
    userId: number,
    id: number,
    acceptTotal: number | undefined,
  ): Promise<{ order: Order } | { gone: Order['excluded'] }> {
    const order = await this.orders.lock(id);
    if (order?.userId !== userId) throw new NotFoundError('order', id);
    if (order.status !== 'pending') throw new OrderNotOpenError(order);
    if (order.expiresAt <= this.clock.now()) throw new OrderExpiredError(order);
    const looked = await this.repricing.look(order);
    if (looked.left === 0) {
      await this.repricing.giveUp(order);
      return { gone: looked.excluded };
    }
    if (looked.isChanged && acceptTotal !== looked.total) {
      throw new PriceChangedError(order.total, looked.total, order.currency, looked.excluded);
    }
    const current = looked.isChanged ? await this.repricing.accept(order, looked) : order;
    if (amountDue(current) === 0) await this.fulfilment.fulfil(current, 'nothing-due');
    return { order: current };
  }
}

function demandOf(order: Order, email: string | null, method: string | undefined): PaymentDemand {
  return {
    orderId: order.id,
    amount: amountDue(order),
    currency: order.currency,
    email,
    lines: order.lines.map((line) => {
      const { title, quantity, price } = line;
      if (line.discount + line.bonus === 0) return { title, quantity, unitAmount: price };
      const whole = quantity === 1 ? title : `${title} × ${quantity}`;
      return { title: whole, quantity: 1, unitAmount: netOf(line) - line.bonus };
    }),
    method,
    expiresAt: order.expiresAt,
  };
}
