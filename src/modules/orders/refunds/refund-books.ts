import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { OrderMailService } from '../mails/order-mail.service.js';
import type { Order, OrderLine } from '../order.js';
import { OrdersRepository } from '../orders.repository.js';
import type { RefundPart } from '../payment/payment-port.js';

/** Writes refunds into the books of orders, and tells the customer. */
@Injectable()
export class RefundBooks {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly mails: OrderMailService,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** The order is refunded when nothing of it is left. */
  async book(
    order: Order,
    lines: readonly OrderLine[],
    parts: readonly RefundPart[],
    { by, handedOut = false }: { readonly by: number | null; readonly handedOut?: boolean | undefined },
  ): Promise<Order> {
    const amounts = new Map(parts.map(({ lineId, amount, points }) => [lineId, amount + points]));
    await this.orders.addRefunds(order, amounts, this.now());
    const isAll = order.lines.every((line) => line.refundedAt !== null || amounts.has(line.id));
    if (isAll) await this.orders.change(order, { to: 'refunded', reason: 'refunded', by });
    const way = handedOut ? 'handed-out' : order.sellerId === null ? 'sent' : 'waiting';
    await this.mails.refunded(order, lines, parts, way);
    const current = await this.orders.find(order.id);
    if (!current) throw new NotFoundError('order', order.id);
    return current;
  }
}
