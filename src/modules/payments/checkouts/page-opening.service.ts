import { PaymentsUnavailableError } from '../../orders/index.js';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  GatewayRefusedError,
  GatewayUnavailableError,
  StripeGateway,
} from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { PaymentAlerts } from '../payment-alerts.js';
import type { Checkout } from './checkout.js';
import { gatewayRequest } from './checkout.policy.js';
import { CheckoutsRepository } from './checkouts.repository.js';

/** Whoever has been asking the gateway for so long may have died. */
const BUSY_MS = 10_000;
/** How long somebody waits for another who asks. */
const PATIENCE_MS = 20_000;
const STEP_MS = 40;

/** Brings pages that are being opened to an end: the gateway has them, or never will. */
@Injectable()
export class PageOpening {
  constructor(
    private readonly checkouts: CheckoutsRepository,
    private readonly gateway: StripeGateway,
    private readonly alerts: PaymentAlerts,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks the gateway for a page; of many callers one asks and the others wait for it. After a crash half-way the next caller
   * asks again with the same key, and so learns of the page that is there. Not inside a transaction.
   * @returns the page, which is not `opening` any more
   * @throws PaymentsUnavailableError
   */
  async finish(id: number): Promise<Checkout | undefined> {
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const checkout = await this.checkouts.find(id);
      if (checkout?.status !== 'opening') return checkout;
      const now = this.clock.now();
      if (await this.checkouts.beginAttempt(id, now, new Date(now.getTime() - BUSY_MS))) {
        await this.ask(checkout);
      } else {
        await delay(STEP_MS);
      }
    }
    throw new PaymentsUnavailableError();
  }

  private async ask(checkout: Checkout): Promise<void> {
    const request = gatewayRequest(checkout);
    if (!request) return;
    try {
      const { id, url } = await this.gateway.openCheckout(request);
      await this.checkouts.opened(checkout.id, id, url);
    } catch (error) {
      if (error instanceof GatewayRefusedError) {
        await this.checkouts.neverOpened(checkout.id);
        await this.alerts.raise('checkout-refused', { order_id: checkout.orderId, code: error.code ?? null });
        throw new PaymentsUnavailableError();
      }
      await this.checkouts.endAttempt(checkout.id);
      throw error instanceof GatewayUnavailableError ? new PaymentsUnavailableError() : error;
    }
  }
}
