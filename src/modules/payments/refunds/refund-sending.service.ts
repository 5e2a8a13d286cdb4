import { Injectable } from '@nestjs/common';
import { GatewayRefusedError, StripeGateway } from '../../../integrations/stripe/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { keyOf } from '../checkouts/checkout.policy.js';
import { PaymentsRepository } from '../settlement/payments.repository.js';
import { RefundTakeover } from '../settlement/refund-takeover.service.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { RefundLedger } from './refund-ledger.service.js';
import { RefundsRepository } from './refunds.repository.js';

/** Sending money back. */
@Injectable()
export class RefundSending {
  constructor(
    private readonly transaction: Transaction,
    private readonly refunds: RefundsRepository,
    private readonly payments: PaymentsRepository,
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
      await this.giveUp(id, error.code);
      // It may be there after all, or something else went back in its place.
      await this.settlement.applyPayment(await this.gateway.payment(paymentId));
    }
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
