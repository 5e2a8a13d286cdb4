import { Injectable } from '@nestjs/common';
import type { GatewayEvent } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { PaymentEventsRepository } from './payment-events.repository.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** The gateway told of something. */
    'handle-payment-event': { event_id: string; checkout_id: string | null; payment_id: string | null };
  }
}

/** What concerns us of all that gateways tell. */
const HANDLED = new Set([
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.closed',
]);

/** Takes in events of the gateway: each once, whoever brings it. */
@Injectable()
export class EventInbox {
  constructor(
    private readonly transaction: Transaction,
    private readonly events: PaymentEventsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns whether it is news that concerns us */
  async receive({ id, type, checkoutId, paymentId }: GatewayEvent): Promise<boolean> {
    if (!HANDLED.has(type) || (checkoutId === null && paymentId === null)) return false;
    return this.transaction.run(async () => {
      if (!(await this.events.insert(id, type, this.clock.now()))) return false;
      await this.outbox.add('handle-payment-event', {
        event_id: id,
        checkout_id: checkoutId,
        payment_id: paymentId,
      });
      return true;
    });
  }
}
