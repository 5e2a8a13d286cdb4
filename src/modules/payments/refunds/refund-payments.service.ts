import { Injectable } from '@nestjs/common';
import { decimalOf } from '../../../platform/money/index.js';
import { PaymentDisputedError, type RefundOrder, RefundTooHighError } from '../../orders/index.js';
import type { Payment, RefundOrigin } from '../payment.js';
import { DisputesRepository } from '../settlement/disputes.repository.js';
import { PaymentsRepository } from '../settlement/payments.repository.js';
import { RefundLedger } from './refund-ledger.service.js';

/** Giving back what was paid for an order (rule 18). */
@Injectable()
export class RefundPayments {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly disputes: DisputesRepository,
    private readonly ledger: RefundLedger,
  ) {}

  /**
   * Books it; what the gateway gives back leaves once the caller's transaction is committed.
   * @throws PaymentDisputedError, RefundTooHighError
   */
  async book(refund: RefundOrder): Promise<void> {
    const { orderId, parts, reason, by, handedOut } = refund;
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    if (amount + points === 0) return;
    const payment = await this.payments.lockFulfilled(orderId);
    if (amount > 0) await this.requireRefundable({ orderId, amount, by }, payment);
    const origin = handedOut ? 'counter' : originOf(refund);
    const booking = { origin, reason, by, handedOut } as const;
    // Points are a refund of their own: they are back whatever becomes of the money.
    if (points > 0) {
      const items = parts.map((part) => ({ ...part, amount: 0 }));
      await this.ledger.book(orderId, undefined, { ...booking, amount: 0, points, items });
    }
    if (amount > 0) {
      const items = parts.map((part) => ({ ...part, points: 0 }));
      await this.ledger.book(orderId, payment, { ...booking, amount, points: 0, items });
    }
  }

  /** What the program gives back does not wait for a bank: the refund does, until the dispute is decided. */
  private async requireRefundable(
    { orderId, amount, by }: Pick<RefundOrder, 'orderId' | 'by'> & { readonly amount: number },
    payment: Payment | undefined,
  ): Promise<void> {
    if (!payment) throw new Error(`Order ${orderId} has no payment that could be given back.`);
    if (by !== null && (await this.disputes.isDisputed(payment.id))) throw new PaymentDisputedError();
    const left = payment.amount - payment.refunded;
    if (amount > left) throw new RefundTooHighError(decimalOf(left));
  }
}

function originOf({ by, buyerId }: RefundOrder): RefundOrigin {
  if (by === null) return 'automatic';
  return by === buyerId ? 'customer' : 'moderator';
}
