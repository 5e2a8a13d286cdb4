import { Injectable } from '@nestjs/common';
import { OrderLineKinds } from './lines/order-line-kinds.js';
import { OrderMailService } from './mails/order-mail.service.js';
import type { Order } from './order.js';
import { OrdersRepository } from './orders.repository.js';
import { PriceAdjustments } from './pricing/price-adjustments.js';
import type { ReleaseReason } from './release-reason.js';

/** Ends open orders without payment, as a part of somebody's transaction. */
@Injectable()
export class OrderReleaseService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly kinds: OrderLineKinds,
    private readonly adjustments: PriceAdjustments,
    private readonly mails: OrderMailService,
  ) {}

  /** Lets go of everything that a locked, open order holds, and tells the customer unless they did it themselves. */
  async release(order: Order, reason: ReleaseReason, by: number | null): Promise<void> {
    await this.orders.change(order, { to: 'canceled', reason, by });
    // What somebody who goes had ordered does not go back to their cart.
    const owner = reason === 'account-deleted' ? { ...order, userId: null } : order;
    await this.adjustments.release(owner, 'discount');
    await this.kinds.each(order.lines, (seller, lines) => seller.release(owner, lines));
    await this.adjustments.release(owner, 'tender');
    if (reason !== 'account-deleted') await this.mails.canceled(order, reason);
  }
}
