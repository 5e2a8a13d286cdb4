import { Injectable } from '@nestjs/common';
import type { PaymentState } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { Payment } from '../payment.js';
import { PaymentAlerts } from '../payment-alerts.js';
import { RefundLedger } from '../refunds/refund-ledger.service.js';
import { DisputesRepository } from './disputes.repository.js';
import { ForeignRefunds } from './foreign-refunds.service.js';
import { disputeStatusOf } from './gateway-words.policy.js';
import { PaymentsRepository } from './payments.repository.js';

/** Brings the books to what the gateway says of disputes: while one is open nothing is refunded; one that is lost took the money. */
@Injectable()
export class DisputeTakeover {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly disputes: DisputesRepository,
    private readonly ledger: RefundLedger,
    private readonly foreign: ForeignRefunds,
    private readonly alerts: PaymentAlerts,
    private readonly clock: Clock,
  ) {}

  /** Does no harm twice. Inside the transaction in which the order was locked. */
  async takeOver({ id, dispute }: PaymentState): Promise<void> {
    const payment = dispute && (await this.payments.lockByExternalId(id));
    if (!payment) return;
    const facts = { payment: id, order_id: payment.orderId, dispute: dispute.id };
    const known = await this.disputes.statusOf(dispute.id);
    if (known === undefined) {
      await this.disputes.insert(payment.id, dispute.id, dispute.amount, this.clock.now());
      await this.alerts.raise('dispute-opened', facts);
    }
    const status = disputeStatusOf(dispute.status);
    // What was decided stays decided, however old this news is.
    if (status === 'open' || known === 'won' || known === 'lost') return;
    await this.disputes.close(dispute.id, status, this.clock.now());
    if (status === 'won') return;
    await this.ledger.dropUnsent(payment.id, 'dispute-lost');
    const current = await this.payments.lockById(payment.id);
    if (current) await this.lose(current, dispute.id, dispute.amount);
    await this.alerts.raise('dispute-lost', facts);
  }

  private async lose(payment: Payment, disputeId: string, disputed: number): Promise<void> {
    const amount = Math.min(disputed, payment.amount - payment.refunded);
    if (amount === 0) return;
    const id = await this.ledger.bookForeign(payment, amount, 'dispute', disputeId, 'succeeded');
    await this.foreign.spread(payment, id, amount, 'dispute-lost');
  }
}
