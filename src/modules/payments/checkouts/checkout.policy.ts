import { createHash } from 'node:crypto';
import type { CheckoutRequest } from '../../../integrations/stripe/index.js';
import type { PaymentDemand } from '../../orders/index.js';
import type { Checkout, NewCheckout } from './checkout.js';

const HOUR_MS = 3_600_000;
/** The gateway takes a day at most. */
const LONGEST_MS = 23 * HOUR_MS;

/**
 * How long the gateway keeps a page by itself. We close pages ourselves, earlier; this is long enough that the very same
 * request can be sent again as long as the order waits: gateways refuse pages that end in less than half an hour.
 */
export function pageExpiry(now: Date, orderExpiresAt: Date): Date {
  const wanted = Math.max(now.getTime(), orderExpiresAt.getTime()) + HOUR_MS;
  return new Date(Math.min(wanted, now.getTime() + LONGEST_MS));
}

/** The same for whatever can be paid on the same page. */
export function fingerprintOf({ amount, currency, method, lines }: PaymentDemand): string {
  const parts = lines.map(({ title, quantity, unitAmount }) => [title, quantity, unitAmount]);
  return createHash('sha256')
    .update(JSON.stringify([amount, currency, method ?? null, parts]))
    .digest('hex');
}

/** The page that a demand needs. */
export function newCheckout(demand: PaymentDemand, publicUrl: string, now: Date): NewCheckout {
  const { orderId, amount, currency, email, lines, method } = demand;
  return {
    orderId,
    amount,
    currency,
    fingerprint: fingerprintOf(demand),
    request: {
      ...(method === undefined ? {} : { paymentMethod: method }),
      email,
      currency,
      lines: lines.map(({ title, quantity, unitAmount }) => ({ title, quantity, unitAmount })),
      successUrl: `${publicUrl}/payments/success?session_id={CHECKOUT_SESSION_ID}`,
      cancelUrl: `${publicUrl}/payments/cancel?order_id=${orderId}`,
    },
    createdAt: now,
    expiresAt: pageExpiry(now, demand.expiresAt),
  };
}

/** What the gateway is asked for: the same for the same row at any time, so that it is done once. */
export function gatewayRequest({
  id,
  orderId,
  request,
  createdAt,
  expiresAt,
}: Checkout): CheckoutRequest | undefined {
  return request
    ? { ...request, idempotencyKey: keyOf('checkout', id, createdAt), orderId, expiresAt }
    : undefined;
}

/** Ids begin anew with each database; with the time they do not. */
export function keyOf(what: 'checkout' | 'refund', id: number, createdAt: Date): string {
  return `${what}-${id}-${createdAt.getTime()}`;
}
