import { Injectable } from '@nestjs/common';
import { GatewayRefusedError, type PaymentState, StripeGateway } from '../../../integrations/stripe/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { keyOf } from '../checkouts/checkout.policy.js';
import type { Refund } from '../payment.js';
import { DisputesRepository } from '../settlement/disputes.repository.js';
import { PaymentsRepository } from '../settlement/payments.repository.js';
import { RefundTakeover } from '../settlement/refund-takeover.service.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { RefundLedger } from './refund-ledger.service.js';
import { RefundsRepository } from './refunds.repository.js';

/** What the gateway says while the cardholder's objection is open. */
const DISPUTED = 'charge_disputed';

/** Sending money back. */
@Injectable()
export class RefundSending {
  constructor(
    private readonly transaction: Transaction,
    private readonly refunds: RefundsRepository,
    private readonly payments: PaymentsRepository,
    private readonly disputes: DisputesRepository,
    private readonly ledger: RefundLedger,
    private readonly takeover: RefundTakeover,
    private readonly settlement: SettlementService,
    private readonly gateway: StripeGateway,
  ) {}

  /**
   * Asks the gateway to give back what was booked: once, however often this is called. Not inside a transaction.
   * @throws GatewayUnavailableError
   */
  async send(id: number): Promise<void> {
    const refund = await this.refunds.find(id);
    if (refund?.status !== 'pending' || refund.externalId !== null || refund.paymentExternalId === null)
      return;
    const { paymentExternalId: paymentId, amount } = refund;
    const idempotencyKey = keyOf('refund', id, refund.createdAt);
    try {
      const told = await this.gateway.refund({ idempotencyKey, refundId: id, paymentId, amount });
      await this.takeover.sent(paymentId, { ...told, refundId: id });
    } catch (error) {
      if (!(error instanceof GatewayRefusedError)) throw error;
      await this.refused(refund, await this.gateway.payment(paymentId), error.code);
    }
  }

  /** Until the bank has decided it waits: it is sent again if the dispute is won; one that is lost took the money. */
  private async refused({ id, paymentId }: Refund, state: PaymentState, code: string | null): Promise<void> {
    await this.settlement.applyPayment(state);
    if (code === DISPUTED && paymentId !== null && (await this.disputes.isDisputed(paymentId))) return;
    await this.giveUp(id, code);
    // What went back in its place may have had no room beside it.
    await this.settlement.applyPayment(state);
  }

  private giveUp(id: number, code: string | null): Promise<void> {
    return this.transaction.run(async () => {
      const paymentId = (await this.refunds.find(id))?.paymentId ?? null;
      if (paymentId === null) return;
      await this.payments.lockById(paymentId);
      const refund = await this.refunds.find(id);
      if (refund?.status === 'pending' && refund.externalId === null) {
        await this.ledger.move(refund, 'failed', code ?? 'refused');
      }
    });
  }
}
