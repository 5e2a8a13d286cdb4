/** What is to be paid on a page of the gateway. Amounts in minor units. */
export interface CheckoutRequest {
  /** The same key leads to the same page, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly orderId: number;
  /** One of Stripe's, such as `card`, which is also what is taken where none is named. */
  readonly paymentMethod?: string | undefined;
  readonly email: string | null;
  /** ISO 4217, lower case. */
  readonly currency: string;
  readonly lines: readonly CheckoutLine[];
  /** Where a customer goes who has paid; `{CHECKOUT_SESSION_ID}` in it becomes the id of the checkout. */
  readonly successUrl: string;
  /** Where a customer goes who walks away. */
  readonly cancelUrl: string;
  /**
   * Moved to where Stripe takes it: half an hour from now at the earliest, a day at the latest. Whoever repeats a request
   * later names one that need not be moved, or Stripe refuses the idempotency key.
   */
  readonly expiresAt: Date;
}

/** Something on the page. */
export interface CheckoutLine {
  readonly title: string;
  readonly quantity: number;
  readonly unitAmount: number;
}

/** A page to pay on, as the gateway knows it now. */
export interface CheckoutState {
  readonly id: string;
  /** Null when nothing can be paid there any more. */
  readonly url: string | null;
  readonly status: 'open' | 'complete' | 'expired';
  readonly isPaid: boolean;
  readonly amount: number | null;
  readonly currency: string | null;
  /** The order that was named when the page was made; null for one that somebody else made. */
  readonly orderId: number | null;
  /** Null until somebody has tried to pay. Its refunds and its dispute are known as well. */
  readonly payment: PaymentState | null;
}

/** A payment, as the gateway knows it now. */
export interface PaymentState {
  /** `pi_…` */
  readonly id: string;
  /** The order that was named when its page was made; null for a payment that somebody else made. */
  readonly orderId: number | null;
  /** Stripe's word: `succeeded`, `requires_payment_method`, `requires_action`, `processing`, `canceled`, … */
  readonly status: string;
  /** What was taken, whatever went back since. */
  readonly captured: number;
  readonly currency: string;
  /** The last attempt that reached a bank, whether it succeeded or not. */
  readonly chargeId: string | null;
  /** Why the last attempt failed; null after one that succeeded. */
  readonly decline: PaymentDecline | null;
  readonly refunds: readonly RefundState[];
  /** The latest one, open or closed. */
  readonly dispute: DisputeState | null;
}

/** Why an attempt to pay failed. */
export interface PaymentDecline {
  /** The bank's reason, such as `insufficient_funds`, else Stripe's, such as `card_declined`. */
  readonly code: string | null;
  /** For the customer. */
  readonly message: string | null;
  readonly chargeId: string | null;
}

/** Money on its way back. */
export interface RefundState {
  readonly id: string;
  readonly status: RefundStatus;
  readonly amount: number;
  /** Our own id of it; null for a refund that was made in Stripe's dashboard. */
  readonly refundId: number | null;
}

export type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'canceled' | 'requires_action';

/** A cardholder's objection. */
export interface DisputeState {
  readonly id: string;
  /** Stripe's word: `needs_response`, `under_review`, `won`, `lost`, `warning_closed`, … */
  readonly status: string;
  readonly amount: number;
}

/** What is to be given back. */
export interface RefundRequest {
  /** The same key gives back once, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly refundId: number;
  readonly paymentId: string;
  readonly amount: number;
}

/** That something happened, and to what; what is true now is asked for. */
export interface GatewayEvent {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly checkoutId: string | null;
  readonly paymentId: string | null;
}

/** How Stripe is reached. */
export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Something else that speaks Stripe's protocol; undefined for Stripe itself. */
  readonly apiUrl?: string | undefined;
}
