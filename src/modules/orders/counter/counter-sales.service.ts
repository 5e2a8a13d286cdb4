import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import type { NewLine } from '../lines/order-line-kind.js';
import type { Order } from '../order.js';
import { OrdersRepository } from '../orders.repository.js';
import { amountDue, netOf } from '../orders.policy.js';
import { OrderPayments } from '../payment/order-payments.service.js';
import { PaymentGate } from '../payment/payment-gate.js';
import type { CounterMethod, CounterPayment } from '../payment/payment-port.js';
import { ClaimService } from '../placing/claim.service.js';
import { OrderPricing } from '../pricing/order-pricing.service.js';
import type { CreateOrderDto } from '../placing/create-order.dto.js';
import { KEY_LIFE_MS, totalOf } from '../placing/place-order.service.js';
import { OrderPreparation } from '../placing/preparation.service.js';
import { NotAllForSaleError } from './counter.errors.js';

/** Who sells, to whom, for what. */
export interface CounterSale {
  readonly seller: Principal;
  /** Where mails go to; the order belongs to the account that has it, if there is one. */
  readonly customerEmail: string | null;
  readonly method: CounterMethod;
  /** The `Idempotency-Key` of the sale, for `madeWith`. */
  readonly key?: string | undefined;
}

/** Sales at the counter: ordered, paid and handed over in one transaction. */
@Injectable()
export class CounterSales {
  constructor(
    private readonly transaction: Transaction,
    private readonly preparation: OrderPreparation,
    private readonly orders: OrdersRepository,
    private readonly claims: ClaimService,
    private readonly pricing: OrderPricing,
    private readonly fulfilment: OrderPayments,
    private readonly payments: PaymentGate,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Sells all of what was asked for, or nothing. Whatever is sold is prepared for the seller as if they were the buyer.
   * @throws InvalidFieldsError, NotAllForSaleError
   */
  sell(request: CreateOrderDto, sale: CounterSale): Promise<Order> {
    return this.transaction.run(async () => {
      const { customerEmail } = sale;
      const account = customerEmail === null ? undefined : await this.orders.activeAccountOf(customerEmail);
      const { lines, excluded } = await this.preparation.prepare(request, sale.seller, account ?? null);
      if (excluded.length > 0 || lines.length === 0) throw new NotAllForSaleError(excluded);
      const open = await this.insert(request, lines, sale, account);
      await this.fulfilment.fulfil(open, 'sold-at-counter', sale.seller.userId);
      await this.take(open, sale.method);
      return this.current(open.id);
    });
  }

  /** The order that a sale with this key came to: a process may have died after it sold and before it answered. */
  madeWith(key: string, { userId }: Principal): Promise<Order | undefined> {
    const since = new Date(this.clock.now().getTime() - KEY_LIFE_MS);
    return this.orders.findByKey('seller_id', userId, key, since);
  }

  /** An order, if it was sold at the counter. */
  async find(orderId: number): Promise<Order | undefined> {
    const order = await this.orders.find(orderId);
    return order?.sellerId === null ? undefined : order;
  }

  /** What was paid at the counter for an order; undefined where it cost nothing. */
  paymentOf(orderId: number): Promise<CounterPayment | undefined> {
    return this.payments.port.taken(orderId);
  }

  private async insert(
    request: CreateOrderDto,
    lines: readonly NewLine[],
    { seller, customerEmail, key }: CounterSale,
    account: number | undefined,
  ): Promise<Order> {
    const owner = {
      userId: account ?? null,
      sellerId: seller.userId,
      customerEmail: account === undefined ? customerEmail : null,
    };
    const now = this.clock.now();
    const id = await this.orders.insert({
      ...owner,
      total: totalOf(lines),
      currency: this.settings.currency,
      excluded: [],
      idempotencyKey: key,
      createdAt: now,
      expiresAt: now,
    });
    await this.pricing.place(
      request,
      { id, ...owner },
      await this.claims.add({ id, ...owner }, lines),
      lines,
    );
    return this.current(id);
  }

  private async take(order: Order, method: CounterMethod): Promise<void> {
    if (amountDue(order) === 0) return;
    await this.payments.port.take({
      userId: order.userId,
      orderId: order.id,
      amount: amountDue(order),
      currency: order.currency,
      method,
      items: order.lines.map((line) => ({ lineId: line.id, amount: netOf(line) - line.bonus })),
    });
  }

  private async current(id: number): Promise<Order> {
    const order = await this.orders.find(id);
    if (!order) throw new NotFoundError('order', id);
    return order;
  }
}
