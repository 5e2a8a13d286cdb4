import { Injectable } from '@nestjs/common';
import { CheckoutsRepository } from '../checkouts/checkouts.repository.js';
import type { LandingResponse } from './landing.dto.js';

/** What people are told who come back from paying: nothing that a stranger must not know. */
@Injectable()
export class LandingService {
  constructor(private readonly checkouts: CheckoutsRepository) {}

  /** @param sessionId cannot be guessed; whoever has it was on the page */
  async paid(sessionId: string | undefined): Promise<LandingResponse> {
    const page = sessionId === undefined ? undefined : await this.checkouts.findBySession(sessionId);
    const what = page ? `Your payment for order ${page.orderId}` : 'Your payment';
    return {
      message: `Thank you. ${what} is on its way to us; a mail confirms it as soon as it has arrived.`,
      order_id: page?.orderId ?? null,
    };
  }

  notPaid(orderId: number | undefined): LandingResponse {
    const what = orderId === undefined ? 'Your order' : `Order ${orderId}`;
    return {
      message: `Nothing was charged. ${what} waits for its payment for some minutes; until then you can go back and pay, or cancel it.`,
      order_id: orderId ?? null,
    };
  }
}
