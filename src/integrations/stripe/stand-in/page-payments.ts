import type Stripe from 'stripe';
import { refusalFor } from './declines.js';
import type { EventLog } from './event-log.js';
import type { Ledger } from './ledger.js';
import { newCharge, newIntent, type Refusal } from './payment-objects.js';
import type { StandInClock } from './stand-in-clock.js';

const UNCONFIRMED: Refusal = {
  code: 'payment_intent_authentication_failure',
  declineCode: '',
  message: 'The bank could not make sure that it is you. Try again, or choose another card.',
};

/** What people do on a page that is open. */
export class PagePayments {
  constructor(
    private readonly ledger: Ledger,
    private readonly events: EventLog,
    private readonly clock: StandInClock,
  ) {}

  /** The card is good. */
  pay(session: Stripe.Checkout.Session): Stripe.Checkout.Session {
    const isFree = session.amount_total === 0;
    const intent = isFree ? null : this.succeed(this.intentOf(session), session);
    const completed = this.ledger.put('sessions', {
      ...session,
      status: 'complete',
      url: null,
      payment_status: isFree ? 'no_payment_required' : 'paid',
      payment_intent: intent?.id ?? null,
      customer_details: {
        address: null,
        business_name: null,
        email: emailOf(session),
        individual_name: null,
        name: null,
        phone: null,
        tax_exempt: 'none',
        tax_ids: [],
      },
    });
    this.events.add('checkout.session.completed', completed);
    return completed;
  }

  /** The bank says no. The page stays open, for another card. */
  decline(session: Stripe.Checkout.Session, reason: string): Refusal {
    const refusal = refusalFor(reason);
    const intent = this.intentOf(session);
    const charge = this.ledger.put('charges', newCharge(intent, emailOf(session), this.clock.now(), refusal));
    this.refuse({ ...intent, latest_charge: charge.id }, refusal, {
      type: 'card_error',
      charge: charge.id,
      decline_code: refusal.declineCode,
    });
    return refusal;
  }

  /** The bank wants to know that it is really the cardholder. */
  askForMore(session: Stripe.Checkout.Session): void {
    const intent = this.intentOf(session);
    this.ledger.put('intents', {
      ...intent,
      status: 'requires_action',
      last_payment_error: null,
      next_action: { type: 'use_stripe_sdk', use_stripe_sdk: {} },
    });
  }

  /** It is not the cardholder, as far as the bank can tell. */
  failStep(session: Stripe.Checkout.Session): Refusal {
    this.refuse(this.intentOf(session), UNCONFIRMED, { type: 'invalid_request_error' });
    return UNCONFIRMED;
  }

  isAskingForMore({ payment_intent: id }: Stripe.Checkout.Session): boolean {
    return typeof id === 'string' && this.ledger.require('intents', id).status === 'requires_action';
  }

  /** The payment of a page: the one that was tried before, else a new one. */
  private intentOf(session: Stripe.Checkout.Session): Stripe.PaymentIntent {
    if (typeof session.payment_intent === 'string')
      return this.ledger.require('intents', session.payment_intent);
    const page = this.ledger.require('pages', session.id);
    const intent = this.ledger.put('intents', newIntent(session, page, this.clock.now()));
    this.ledger.put('sessions', { ...session, payment_intent: intent.id });
    return intent;
  }

  private succeed(intent: Stripe.PaymentIntent, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
    const charge = this.ledger.put('charges', newCharge(intent, emailOf(session), this.clock.now()));
    this.events.add('charge.succeeded', charge);
    const paid = this.ledger.put('intents', {
      ...intent,
      status: 'succeeded',
      amount_received: intent.amount,
      last_payment_error: null,
      latest_charge: charge.id,
      next_action: null,
      payment_method: charge.payment_method,
    });
    this.events.add('payment_intent.succeeded', paid);
    return paid;
  }

  private refuse(
    intent: Stripe.PaymentIntent,
    { code, message }: Refusal,
    facts: Pick<Stripe.PaymentIntent.LastPaymentError, 'type' | 'charge' | 'decline_code'>,
  ): void {
    const refused = this.ledger.put('intents', {
      ...intent,
      status: 'requires_payment_method',
      next_action: null,
      last_payment_error: { ...facts, code: code, message },
    });
    this.events.add('payment_intent.payment_failed', refused);
  }
}

function emailOf({ customer_email: email }: Stripe.Checkout.Session): string {
  return email ?? 'somebody@example.com';
}
