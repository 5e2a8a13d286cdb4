import { Injectable } from '@nestjs/common';
import { StripeGateway } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { RefundSending } from '../refunds/refund-sending.service.js';
import { RefundsRepository } from '../refunds/refunds.repository.js';
import { SettlementService } from '../settlement/settlement.service.js';

/** A refund that has been on its way for so long is asked about. */
const LONG_MS = 900_000;
const BATCH = 100;

/** Looks after refunds that do not arrive. */
@Injectable()
export class RefundReview {
  constructor(
    private readonly refunds: RefundsRepository,
    private readonly sending: RefundSending,
    private readonly settlement: SettlementService,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns how many were looked at
   * @throws GatewayUnavailableError
   */
  async run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - LONG_MS);
    const ids = await this.refunds.findPendingBefore(before, BATCH);
    for (const id of ids) await this.look(id);
    return ids.length;
  }

  /** The gateway forgets keys after a day: what it has is learned first, so that nothing is sent twice. */
  private async look(id: number): Promise<void> {
    const paymentId = (await this.refunds.find(id))?.paymentExternalId ?? null;
    if (paymentId === null) return;
    await this.settlement.applyPayment(await this.gateway.payment(paymentId));
    await this.sending.send(id);
  }
}
