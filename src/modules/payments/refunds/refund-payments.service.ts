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
  async book({ orderId, parts, reason, by, handedOut }: RefundOrder): Promise<void> {
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    if (amount + points === 0) return;
    const payment = await this.payments.lockFulfilled(orderId);
    if (amount > 0) await this.requireRefundable({ orderId, amount, by }, payment);
    await this.ledger.book(orderId, payment, {
      amount,
      points,
      items: parts,
      origin: handedOut ? 'counter' : originOf(by, payment),
      reason,
      by,
      handedOut,
    });
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

function originOf(by: number | null, payment: Payment | undefined): RefundOrigin {
  if (by === null) return 'automatic';
  return by === payment?.userId ? 'customer' : 'moderator';
}
