import type Stripe from 'stripe';
import type {
  CheckoutState,
  DisputeState,
  PaymentDecline,
  PaymentState,
  RefundState,
  RefundStatus,
} from './gateway.types.js';

/** What is known of a payment beyond Stripe's own object. */
export interface PaymentHistory {
  readonly refunds: readonly Stripe.Refund[];
  readonly dispute: Stripe.Dispute | undefined;
}

/** @param payment what became of it, when somebody has tried to pay */
export function checkoutStateOf(
  session: Stripe.Checkout.Session,
  payment: PaymentState | null,
): CheckoutState {
  return {
    id: session.id,
    url: session.url,
    status: checkoutStatusOf(session.status),
    isPaid: session.payment_status === 'paid',
    amount: session.amount_total,
    currency: session.currency,
    orderId: idIn(session.client_reference_id),
    payment,
  };
}

export function paymentStateOf(
  intent: Stripe.PaymentIntent,
  { refunds, dispute }: PaymentHistory,
): PaymentState {
  return {
    id: intent.id,
    orderId: idIn(intent.metadata['order_id']),
    status: intent.status,
    captured: intent.amount_received,
    currency: intent.currency,
    chargeId: idOf(intent.latest_charge),
    decline: declineOf(intent),
    refunds: refunds.map(refundStateOf),
    dispute: dispute ? disputeStateOf(dispute) : null,
  };
}

export function refundStateOf({ id, status, amount, metadata }: Stripe.Refund): RefundState {
  return { id, status: refundStatusOf(status), amount, refundId: idIn(metadata?.['refund_id']) };
}

/** The id of something that Stripe has named or shown. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function checkoutStatusOf(status: string | null): CheckoutState['status'] {
  return status === 'complete' || status === 'expired' ? status : 'open';
}

function declineOf({ status, last_payment_error: error }: Stripe.PaymentIntent): PaymentDecline | null {
  if (!error || status === 'succeeded') return null;
  return {
    code: error.decline_code ?? error.code ?? null,
    message: error.message ?? null,
    chargeId: error.charge ?? null,
  };
}

function disputeStateOf({ id, status, amount }: Stripe.Dispute): DisputeState {
  return { id, status, amount };
}

/** Stripe's words are open to new ones; one that we do not know is not over yet. */
function refundStatusOf(status: string | null): RefundStatus {
  switch (status) {
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'requires_action':
      return status;
    default:
      return 'pending';
  }
}

/** An id of ours, as we have given it to Stripe; whatever else people write into these fields is none. */
function idIn(text: string | null | undefined): number | null {
  return /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null;
}
