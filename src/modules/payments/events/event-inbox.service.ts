import { Injectable } from '@nestjs/common';
import { type GatewayEvent, HANDLED_EVENTS } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { PaymentEventsRepository, type QueuedEvent } from './payment-events.repository.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** The gateway told of something. */
    'handle-payment-event': { event_id: string; checkout_id: string | null; payment_id: string | null };
  }
}

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
  async receive(event: GatewayEvent): Promise<boolean> {
    if (
      !HANDLED_EVENTS.some((type) => type === event.type) ||
      (event.checkoutId === null && event.paymentId === null)
    )
      return false;
    return this.transaction.run(async () => {
      if (!(await this.events.insert(event, this.clock.now()))) return false;
      await this.queue(event);
      return true;
    });
  }

  /** Tries events again whose jobs were given up, as after a long outage of the gateway. */
  async retry(before: Date, limit: number): Promise<void> {
    await this.transaction.run(async () => {
      for (const event of await this.events.requeue(before, this.clock.now(), limit)) await this.queue(event);
    });
  }

  private async queue({ id, checkoutId, paymentId }: QueuedEvent): Promise<void> {
    await this.outbox.add('handle-payment-event', {
      event_id: id,
      checkout_id: checkoutId,
      payment_id: paymentId,
    });
  }
}
