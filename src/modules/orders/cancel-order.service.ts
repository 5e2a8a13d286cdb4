import { Injectable } from '@nestjs/common';
import { Transaction } from '../../platform/database/index.js';
import { NotFoundError } from '../../platform/errors/index.js';
import { OrderReleaseService } from './order-release.service.js';
import type { Order } from './order.js';
import { OrderNotOpenError } from './orders.errors.js';
import { OrdersRepository } from './orders.repository.js';
import { PaymentGate } from './payment/payment-gate.js';

/** Giving up orders that are not paid. */
@Injectable()
export class CancelOrderService {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrdersRepository,
    private readonly releases: OrderReleaseService,
    private readonly payments: PaymentGate,
  ) {}

  /**
   * Cancels an open order of somebody's. The gateway is asked first: an order whose payment has just come through is paid.
   * Where it does not answer, the order is canceled all the same, and money that still arrives goes back (rule 15).
   * @throws NotFoundError, OrderNotOpenError
   */
  async cancel(userId: number, id: number): Promise<Order> {
    const seen = await this.orders.find(id);
    if (seen?.userId !== userId) throw new NotFoundError('order', id);
    if (seen.status !== 'pending') throw new OrderNotOpenError(seen);
    await this.payments.port.close(id);
    return this.transaction.run(async () => {
      const order = await this.orders.lock(id);
      if (!order) throw new NotFoundError('order', id);
      if (order.status !== 'pending') throw new OrderNotOpenError(order);
      await this.releases.release(order, 'canceled-by-customer', userId);
      return { ...order, status: 'canceled' };
    });
  }
}
