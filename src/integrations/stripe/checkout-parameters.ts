import type Stripe from 'stripe';
import type { CheckoutLine, CheckoutRequest } from './gateway.types.js';

const MINUTE_MS = 60_000;
/** Stripe takes half an hour to a day; a minute is for clocks that differ and answers that take long. */
const LEAST_MS = 31 * MINUTE_MS;
const MOST_MS = (24 * 60 - 1) * MINUTE_MS;
const MOST_LINES = 100;
const LONGEST_TITLE = 250;

/** What Stripe is told: the same for the same request, unless its end must be moved. */
export function checkoutParameters(request: CheckoutRequest, now: Date): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: String(request.orderId) };
  return {
    mode: 'payment',
    client_reference_id: String(request.orderId),
    customer_email: request.email ?? undefined,
    // What settles later, or in the customer's own currency, is none of ours.
    allowed_payment_method_types: [request.paymentMethod ?? 'card'],
    adaptive_pricing: { enabled: false },
    line_items: foldedLines(request.lines).map(({ title, quantity, unitAmount }) => ({
      quantity,
      price_data: {
        currency: request.currency,
        unit_amount: unitAmount,
        product_data: { name: shortened(title) },
      },
    })),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: expiryOf(request.expiresAt, now),
    metadata,
    payment_intent_data: { metadata, description: `Order ${request.orderId}` },
  };
}

function expiryOf(expiresAt: Date, now: Date): number {
  const ahead = Math.min(Math.max(expiresAt.getTime() - now.getTime(), LEAST_MS), MOST_MS);
  return Math.ceil((now.getTime() + ahead) / 1_000);
}

/** Stripe takes a hundred lines; what is beyond becomes one. */
function foldedLines(lines: readonly CheckoutLine[]): readonly CheckoutLine[] {
  if (lines.length <= MOST_LINES) return lines;
  const rest = lines.slice(MOST_LINES - 1);
  const unitAmount = rest.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
  return [...lines.slice(0, MOST_LINES - 1), { title: `And ${rest.length} more`, quantity: 1, unitAmount }];
}

function shortened(title: string): string {
  const letters = [...title];
  return letters.length <= LONGEST_TITLE ? title : `${letters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
