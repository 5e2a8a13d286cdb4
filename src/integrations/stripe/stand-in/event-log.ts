import Stripe from 'stripe';
import { newId } from './ids.js';
import type { Ledger } from './ledger.js';
import type { StandInClock } from './stand-in-clock.js';

/** What the stand-in tells of. */
export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'charge.succeeded'
  | 'charge.refunded'
  | 'refund.created'
  | 'refund.updated'
  | 'refund.failed'
  | 'charge.dispute.created'
  | 'charge.dispute.closed';

/** Notes what happens, with the object as it was then, for the list of events and for the webhook. */
export class EventLog {
  private listener: (id: string) => void = () => undefined;

  constructor(
    private readonly ledger: Ledger,
    private readonly clock: StandInClock,
  ) {}

  /** @param listener called with the id of each event, in the order in which things happen */
  listen(listener: (id: string) => void): void {
    this.listener = listener;
  }

  add(type: EventType, object: object): void {
    const id = newId('evt_');
    const event = {
      id,
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: this.clock.now(),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    } as Stripe.Event;
    this.ledger.put('events', { id, event, isDelivered: false });
    this.listener(id);
  }
}
