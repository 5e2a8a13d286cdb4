import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { OrderLineKinds } from '../lines/order-line-kinds.js';
import type { Order, OrderLine } from '../order.js';
import { AlreadyRefundedError, OrderNotPaidError, RefundRefusedError } from '../orders.errors.js';
import { OrdersRepository } from '../orders.repository.js';
import { netOf } from '../orders.policy.js';
import { PaymentGate } from '../payment/payment-gate.js';
import type { RefundPart } from '../payment/payment-port.js';
import { PriceAdjustments } from '../pricing/price-adjustments.js';
import { RefundBooks } from './refund-books.js';

/** What is to be given back, and who wants it. */
export interface RefundWish {
  readonly lines: readonly number[] | undefined;
  readonly reason: string | null;
  /** Null for the program itself. */
  readonly by: number | null;
  /** Whether a cashier hands the money out. */
  readonly handedOut?: boolean | undefined;
}

/** Giving back what was paid, line by line, in the parts it was paid with (rule 18). */
@Injectable()
export class RefundOrderService {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrdersRepository,
    private readonly kinds: OrderLineKinds,
    private readonly payments: PaymentGate,
    private readonly adjustments: PriceAdjustments,
    private readonly books: RefundBooks,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Refunds one's own order or lines of it, as far as the policy of each kind allows: all that was asked for, or nothing.
   * @throws NotFoundError, OrderNotPaidError, AlreadyRefundedError, RefundRefusedError, InvalidFieldsError
   */
  asCustomer(id: number, wish: RefundWish & { readonly by: number }): Promise<Order> {
    return this.transaction.run(async () => {
      const order = await this.orders.lock(id);
      if (order?.userId !== wish.by) throw new NotFoundError('order', id);
      return this.refund(order, wish, false);
    });
  }

  /**
   * Refunds any order, whatever the policy says, and records who did it and why.
   * @throws NotFoundError, OrderNotPaidError, AlreadyRefundedError, RefundRefusedError, InvalidFieldsError
   */
  asModerator(id: number, wish: RefundWish): Promise<Order> {
    return this.transaction.run(async () => {
      const order = await this.orders.lock(id);
      if (!order) throw new NotFoundError('order', id);
      const refunded = await this.refund(order, wish, true);
      await this.audit.record({
        actorId: wish.by,
        action: 'order.refund',
        target: `order:${id}`,
        before: { refunded: order.refunded },
        after: { refunded: refunded.refunded, lines: wish.lines ?? null, reason: wish.reason },
      });
      return refunded;
    });
  }

  /** Refunds lines of a locked, paid order because what they are for cannot be had: the policy binds nobody. */
  asProgram(order: Order, lines: readonly number[], reason: string): Promise<Order> {
    return this.refund(order, { lines, reason, by: null }, true);
  }

  /**
   * Refunds an order that was sold at the counter, as a part of a cashier's transaction: the money is handed out at once.
   * @throws OrderNotPaidError, AlreadyRefundedError, RefundRefusedError, InvalidFieldsError
   */
  asSeller(order: Order, wish: RefundWish, outsidePolicy: boolean): Promise<Order> {
    return this.refund(order, { ...wish, handedOut: true }, outsidePolicy);
  }

  private async refund(order: Order, wish: RefundWish, outsidePolicy: boolean): Promise<Order> {
    const lines = chosenLines(order, wish.lines);
    const at = this.books.now();
    const how = { paidAt: order.paidAt ?? at, at, outsidePolicy };
    const refusals = await this.kinds.each(lines, (seller, own) => seller.revoke(order, own, how));
    if (refusals.flat().length > 0) throw new RefundRefusedError(order, refusals.flat());
    const parts = lines.map(whatIsLeft);
    const { reason, by, handedOut } = wish;
    await this.payments.port.refund({
      orderId: order.id,
      buyerId: order.userId,
      parts,
      reason,
      by,
      handedOut,
    });
    await this.adjustments.refund(order, parts);
    return this.books.book(order, lines, parts, { by, handedOut });
  }
}

/** The lines that were named, or all that are left. */
function chosenLines(order: Order, ids: readonly number[] | undefined): readonly OrderLine[] {
  if (order.status === 'refunded') throw new AlreadyRefundedError([]);
  if (order.status !== 'paid') throw new OrderNotPaidError(order);
  if (!ids) return order.lines.filter(({ refundedAt }) => refundedAt === null);
  const errors = ids.flatMap((id, index) =>
    order.lines.some((line) => line.id === id)
      ? []
      : [{ field: `lines[${index}]`, message: 'is no line of this order' }],
  );
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  const chosen = order.lines.filter(({ id }) => ids.includes(id));
  const gone = chosen.filter(({ refundedAt }) => refundedAt !== null);
  if (gone.length > 0) throw new AlreadyRefundedError(gone.map(({ id }) => id));
  return chosen;
}

/** What is left of a line to give back, in the parts it was paid with; of what went before, money went first. */
function whatIsLeft(line: OrderLine): RefundPart {
  const money = netOf(line) - line.bonus;
  const moneyBack = Math.min(line.refunded, money);
  return { lineId: line.id, amount: money - moneyBack, points: line.bonus - (line.refunded - moneyBack) };
}
