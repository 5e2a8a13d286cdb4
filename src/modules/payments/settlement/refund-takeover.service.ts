import { Injectable } from '@nestjs/common';
import type { PaymentState, RefundState } from '../../../integrations/stripe/index.js';
import { Transaction } from '../../../platform/database/index.js';
import type { Payment, Refund } from '../payment.js';
import { RefundLedger } from '../refunds/refund-ledger.service.js';
import { RefundsRepository } from '../refunds/refunds.repository.js';
import { ForeignRefunds } from './foreign-refunds.service.js';
import { isNews, refundStatusOf } from './gateway-words.policy.js';
import { PaymentsRepository } from './payments.repository.js';

/** Brings the books to what the gateway says of refunds, our own and those of its dashboard. */
@Injectable()
export class RefundTakeover {
  constructor(
    private readonly transaction: Transaction,
    private readonly payments: PaymentsRepository,
    private readonly refunds: RefundsRepository,
    private readonly ledger: RefundLedger,
    private readonly foreign: ForeignRefunds,
  ) {}

  /** Does no harm twice. Inside the transaction in which the order was locked. */
  async takeOver(state: PaymentState): Promise<void> {
    // Failures first: they make room for what went back in their place.
    const byFailure = [...state.refunds].sort((one, other) => failure(other) - failure(one));
    for (const told of byFailure) {
      const payment = await this.payments.lockByExternalId(state.id);
      if (payment) await this.one(payment, told);
    }
  }

  /** Books what the gateway made of a refund that was sent. */
  async sent(paymentId: string, told: RefundState): Promise<void> {
    await this.transaction.run(async () => {
      const payment = await this.payments.lockByExternalId(paymentId);
      if (payment) await this.one(payment, told);
    });
  }

  private async one(payment: Payment, told: RefundState): Promise<void> {
    const known = (await this.refunds.ofPayment(payment.id)).find((refund) => isTheSame(refund, told));
    const status = refundStatusOf(told);
    if (!known) return this.add(payment, told);
    const isKnownThere = known.externalId !== null;
    if (!isKnownThere) await this.refunds.setExternalId(known.id, told.id);
    if (isNews(known.status, status, isKnownThere)) {
      await this.ledger.move(known, status, status === 'failed' ? told.status : null);
    } else if (known.origin === 'gateway' && known.status !== 'failed')
      await this.raise(payment, known, told);
  }

  private async add(payment: Payment, told: RefundState): Promise<void> {
    const status = refundStatusOf(told);
    const amount = Math.min(told.amount, payment.amount - payment.refunded);
    if (status === 'failed' || amount === 0) return;
    const id = await this.ledger.bookForeign(payment, amount, 'gateway', told.id, status);
    await this.foreign.spread(payment, id, amount, 'refunded-at-gateway');
  }

  /** There was no room for all of it while a refund of our own was on its way, which has failed since. */
  private async raise(payment: Payment, known: Refund, told: RefundState): Promise<void> {
    const amount = Math.min(told.amount - known.amount, payment.amount - payment.refunded);
    if (amount <= 0) return;
    await this.ledger.raise(payment, known.id, amount);
    await this.foreign.spread(payment, known.id, amount, 'refunded-at-gateway');
  }
}

function failure(told: RefundState): number {
  return refundStatusOf(told) === 'failed' ? 1 : 0;
}

function isTheSame(refund: Refund, told: RefundState): boolean {
  if (refund.externalId !== null) return refund.externalId === told.id;
  return told.refundId !== null && refund.id === told.refundId;
}
