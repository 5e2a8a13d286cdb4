import type Stripe from 'stripe';
import { idOf } from './gateway-states.js';
import type { GatewayEvent } from './gateway.types.js';

/** What we want to be told; a webhook endpoint needs no others. */
export const HANDLED_EVENTS = [
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
] as const satisfies readonly Stripe.Event['type'][];

/** What an event may be about. */
interface Subject {
  readonly id?: string;
  readonly object?: string;
  readonly payment_intent?: string | { readonly id: string } | null;
}

/** Of an event of any type; one about something else names neither a checkout nor a payment. */
export function gatewayEventOf({ id, type, created, data }: Stripe.Event): GatewayEvent {
  const subject = data.object as Subject;
  const own = (kind: string): string | null => (subject.object === kind ? (subject.id ?? null) : null);
  return {
    id,
    type,
    createdAt: new Date(created * 1_000),
    checkoutId: own('checkout.session'),
    paymentId: own('payment_intent') ?? idOf(subject.payment_intent),
  };
}
