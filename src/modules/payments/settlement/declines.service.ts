import { Injectable } from '@nestjs/common';
import type { PaymentState } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { amountDue, type Order, OrderPayments } from '../../orders/index.js';
import { adviceFor } from './decline-advice.js';
import { PaymentsRepository } from './payments.repository.js';

/** Attempts to pay that failed: in the history of payments, and told to the customer with what to try next. */
@Injectable()
export class DeclinesService {
  constructor(
    private readonly orders: OrderPayments,
    private readonly payments: PaymentsRepository,
    private readonly clock: Clock,
  ) {}

  /** Does no harm twice. Inside the transaction in which the order was locked. */
  async book(order: Order, { id, currency, decline }: PaymentState): Promise<void> {
    const amount = amountDue(order);
    if (!decline || amount === 0) return;
    const { code } = decline;
    // An attempt that never reached a bank has no charge.
    const externalId = decline.chargeId ?? `${id}:${code ?? 'failed'}`;
    const isNew = await this.payments.insertDeclined({
      userId: order.userId,
      orderId: order.id,
      amount,
      currency,
      externalId,
      declineCode: code?.slice(0, 60) ?? null,
      at: this.clock.now(),
    });
    if (isNew && order.status === 'pending') await this.orders.declined(order, adviceFor(code), externalId);
  }
}
