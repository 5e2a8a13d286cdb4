import type Stripe from 'stripe';
import { ApiError, noSuch } from './api-error.js';
import type { EventLog } from './event-log.js';
import type { Ledger } from './ledger.js';
import { newSession } from './session-object.js';
import type { SoldSession } from './session-rules.js';
import type { StandInClock } from './stand-in-clock.js';
import { textOf } from './text-of.js';

/** Pages to pay on: opened, expired. */
export class Checkouts {
  constructor(
    private readonly ledger: Ledger,
    private readonly events: EventLog,
    private readonly clock: StandInClock,
    private readonly publicUrl: () => string,
  ) {}

  open(asked: Stripe.Checkout.SessionCreateParams, sold: SoldSession): Stripe.Checkout.Session {
    const session = newSession(asked, sold, this.clock.now(), this.publicUrl());
    const { metadata, description, receipt_email: email } = asked.payment_intent_data ?? {};
    this.ledger.put('pages', {
      id: session.id,
      lines: sold.lines,
      intentMetadata: (metadata as Stripe.Metadata | undefined) ?? {},
      intentDescription: description ?? null,
      receiptEmail: email ?? null,
    });
    return this.ledger.put('sessions', session);
  }

  /** @throws ApiError for a page that there is not */
  find(id: string): Stripe.Checkout.Session {
    const session = this.ledger.get('sessions', id);
    if (!session) throw noSuch('checkout session', id, 'session');
    return this.isDue(session) ? this.end(session) : session;
  }

  /** @throws ApiError for a page that is not open any more */
  expire(id: string): Stripe.Checkout.Session {
    const session = this.find(id);
    if (session.status !== 'open') {
      throw new ApiError(
        `The checkout session ${id} is ${session.status ?? 'over'}; only an open one can be expired.`,
        {},
      );
    }
    return this.end(session);
  }

  /** Ends the pages whose time is up. */
  expireDue(): void {
    for (const session of this.ledger.all('sessions')) {
      if (this.isDue(session)) this.end(session);
    }
  }

  private isDue({ status, expires_at: expiresAt }: Stripe.Checkout.Session): boolean {
    return status === 'open' && expiresAt <= this.clock.now();
  }

  private end(session: Stripe.Checkout.Session): Stripe.Checkout.Session {
    const expired = this.ledger.put('sessions', { ...session, status: 'expired', url: null });
    const intent = this.ledger.get('intents', textOf(session.payment_intent));
    if (intent) this.ledger.put('intents', { ...intent, status: 'canceled', canceled_at: this.clock.now() });
    this.events.add('checkout.session.expired', expired);
    return expired;
  }
}
