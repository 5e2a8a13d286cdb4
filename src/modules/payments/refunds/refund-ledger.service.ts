import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import type { RefundPart } from '../../orders/index.js';
import type { Payment, Refund, RefundOrigin, RefundStatus } from '../payment.js';
import { PaymentAlerts } from '../payment-alerts.js';
import { PaymentsRepository } from '../settlement/payments.repository.js';
import { RefundsRepository } from './refunds.repository.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** Money is to go back. */
    'send-refund': { refund_id: number };
  }
}

/** What is to be booked as given back. Amounts in minor units. */
export interface Booking {
  readonly amount: number;
  readonly points: number;
  readonly items: readonly RefundPart[];
  readonly origin: RefundOrigin;
  readonly reason: string | null;
  readonly by: number | null;
  /** Whether the customer has it in their hand. */
  readonly handedOut?: boolean | undefined;
}

/** The books of what is given back: a payment always knows how much of it is left. */
@Injectable()
export class RefundLedger {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly refunds: RefundsRepository,
    private readonly outbox: Outbox,
    private readonly alerts: PaymentAlerts,
    private readonly clock: Clock,
  ) {}

  /**
   * Books a refund. What was paid at the gateway is sent on its way; what was paid in person waits until a cashier hands it
   * out, unless one just did.
   * @param payment locked; undefined where only points go back
   */
  async book(orderId: number, payment: Payment | undefined, booking: Booking): Promise<void> {
    const { items, handedOut = false, ...amounts } = booking;
    const isOwed = booking.amount > 0 && !handedOut;
    const id = await this.refunds.insert({
      ...amounts,
      orderId,
      paymentId: payment?.id ?? null,
      status: isOwed ? 'pending' : 'succeeded',
      externalId: null,
      at: this.clock.now(),
    });
    await this.refunds.addItems(id, items);
    if (payment && booking.amount > 0) await this.payments.addRefunded(payment.id, booking.amount);
    if (isOwed && payment?.method === 'stripe') await this.outbox.add('send-refund', { refund_id: id });
  }

  /** Books what went back without us. @returns the refund's id */
  async bookForeign(
    payment: Payment,
    amount: number,
    origin: 'gateway' | 'dispute',
    externalId: string,
    status: RefundStatus,
  ): Promise<number> {
    const { id: paymentId, orderId } = payment;
    const at = this.clock.now();
    const rest = { points: 0, reason: null, by: null, at };
    const id = await this.refunds.insert({ ...rest, orderId, paymentId, amount, status, origin, externalId });
    await this.payments.addRefunded(paymentId, amount);
    return id;
  }

  /** More of a known refund went back than was booked. */
  async raise(payment: Payment, refundId: number, amount: number): Promise<void> {
    await this.refunds.addAmount(refundId, amount);
    await this.payments.addRefunded(payment.id, amount);
  }

  /** Books how a refund of a locked payment has gone on; money that does not go back is the customer's still. */
  async move(refund: Refund, status: RefundStatus, failure: string | null): Promise<void> {
    if (refund.paymentId === null) return;
    if (status === 'failed' && refund.status !== 'failed') {
      await this.fail(refund, failure);
      await this.alerts.raise('refund-failed', {
        refund_id: refund.id,
        payment_id: refund.paymentId,
        code: failure,
      });
    }
    if (status === 'failed') return;
    await this.refunds.setStatus(refund.id, status, null);
    if (refund.status === 'failed') await this.payments.addRefunded(refund.paymentId, refund.amount);
  }

  /** Gives up refunds of a locked payment that the gateway has not taken: something else takes their place. */
  async dropUnsent(paymentId: number, why: string): Promise<void> {
    for (const refund of await this.refunds.ofPayment(paymentId)) {
      if (refund.status === 'pending' && refund.externalId === null) await this.fail(refund, why);
    }
  }

  private async fail(refund: Refund, failure: string | null): Promise<void> {
    await this.refunds.setStatus(refund.id, 'failed', failure);
    if (refund.paymentId !== null) await this.payments.addRefunded(refund.paymentId, -refund.amount);
  }
}
