import { Injectable } from '@nestjs/common';
import type { CheckoutState, PaymentState } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { netOf, type Order, OrderPayments } from '../../orders/index.js';
import { CheckoutsRepository } from '../checkouts/checkouts.repository.js';
import type { Payment } from '../payment.js';
import { PaymentAlerts } from '../payment-alerts.js';
import { RefundLedger } from '../refunds/refund-ledger.service.js';
import { DeclinesService } from './declines.service.js';
import { DisputeTakeover } from './dispute-takeover.service.js';
import { PaymentsRepository } from './payments.repository.js';
import { RefundTakeover } from './refund-takeover.service.js';

/**
 * The one place where what the gateway says becomes what the books say. It may be told anything at any time, twice, late, or
 * in another order: what is in the books already stays as it is.
 */
@Injectable()
export class SettlementService {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrderPayments,
    private readonly checkouts: CheckoutsRepository,
    private readonly payments: PaymentsRepository,
    private readonly declines: DeclinesService,
    private readonly ledger: RefundLedger,
    private readonly refunds: RefundTakeover,
    private readonly disputes: DisputeTakeover,
    private readonly alerts: PaymentAlerts,
    private readonly clock: Clock,
  ) {}

  /** @returns whether the page is one of ours */
  applyCheckout(state: CheckoutState): Promise<boolean> {
    return this.transaction.run(async () => {
      const checkout = await this.checkouts.findBySession(state.id);
      const order = checkout && (await this.orders.lock(checkout.orderId));
      if (!order) return false;
      await this.checkouts.note(checkout.id, state.status, state.payment?.id ?? null, this.clock.now());
      if (state.payment) await this.apply(order, state.payment);
      return true;
    });
  }

  /** @returns whether the payment is one for an order of ours */
  applyPayment(state: PaymentState): Promise<boolean> {
    return this.transaction.run(async () => {
      const checkout = await this.checkouts.findByPayment(state.id);
      const orderId = checkout?.orderId ?? (await this.payments.findOrderId(state.id));
      const order = orderId === undefined ? undefined : await this.orders.lock(orderId);
      if (!order) return false;
      await this.apply(order, state);
      return true;
    });
  }

  private async apply(order: Order, state: PaymentState): Promise<void> {
    await this.declines.book(order, state);
    if (state.captured === 0) return;
    if (!(await this.payments.lockByExternalId(state.id))) await this.book(order, state);
    await this.refunds.takeOver(state);
    await this.disputes.takeOver(state);
  }

  /** Money has arrived: it pays for the order, or goes back as a whole. */
  private async book(order: Order, { id, captured, currency }: PaymentState): Promise<void> {
    const money = { amount: captured, currency };
    const settlement = await this.orders.settle(order, money);
    const isUsed = settlement === 'fulfilled';
    const payment = await this.payments.insertCaptured({
      userId: order.userId,
      orderId: order.id,
      ...money,
      method: 'stripe',
      externalId: id,
      settlement,
      items: isUsed ? order.lines.map((line) => ({ lineId: line.id, amount: netOf(line) - line.bonus })) : [],
      at: this.clock.now(),
    });
    if (!payment || isUsed) return;
    await this.giveBack(payment);
    await this.orders.unusable(order, money, settlement, id);
    if (settlement !== 'mismatch') return;
    await this.alerts.raise('mismatch', { order_id: order.id, payment: id, captured, currency });
  }

  private async giveBack(payment: Payment): Promise<void> {
    await this.ledger.book(payment.orderId, payment, {
      amount: payment.amount,
      points: 0,
      items: [],
      origin: 'automatic',
      reason: payment.settlement,
      by: null,
    });
  }
}
