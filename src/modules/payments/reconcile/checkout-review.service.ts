import { Injectable, Logger } from '@nestjs/common';
import { GatewayRefusedError, StripeGateway } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { Checkout } from '../checkouts/checkout.js';
import { CheckoutsRepository } from '../checkouts/checkouts.repository.js';
import { PageOpening } from '../checkouts/page-opening.service.js';
import { SettlementService } from '../settlement/settlement.service.js';

/** A page that nobody has looked at for so long is looked at. */
const UNSEEN_MS = 120_000;
const BATCH = 200;

/** Looks at pages that are being paid on, as far as we know, and closes those of orders that wait no more. */
@Injectable()
export class CheckoutReview {
  private readonly logger = new Logger('Payments');

  constructor(
    private readonly checkouts: CheckoutsRepository,
    private readonly opening: PageOpening,
    private readonly settlement: SettlementService,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns how many were looked at
   * @throws GatewayUnavailableError, PaymentsUnavailableError
   */
  async run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - UNSEEN_MS);
    const pages = await this.checkouts.findLiveUnseenSince(before, BATCH);
    for (const page of pages) await this.look(page, page.isOrderOpen);
    return pages.length;
  }

  private async look(seen: Checkout, isOrderOpen: boolean): Promise<void> {
    const page = seen.status === 'opening' ? await this.opening.finish(seen.id) : seen;
    if (page?.status !== 'open' || page.sessionId === null) return;
    try {
      const { sessionId } = page;
      const asked = isOrderOpen ? this.gateway.checkout(sessionId) : this.gateway.expireCheckout(sessionId);
      await this.settlement.applyCheckout(await asked);
    } catch (error) {
      if (!(error instanceof GatewayRefusedError)) throw error;
      this.logger.warn(`The gateway knows nothing of the page ${page.id} (${error.code ?? 'no code'}).`);
      await this.checkouts.note(page.id, 'expired', null, this.clock.now());
    }
  }
}
