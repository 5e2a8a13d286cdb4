import type { Settlement } from '../orders/index.js';

/** What a payment is in the books; `refunded` means all of it, `canceled` that it was declined. */
export const PAYMENT_STATUSES = ['successful', 'canceled', 'refunded'] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** By what it was paid. */
export const PAYMENT_METHODS = ['stripe', 'cash', 'terminal', 'points'] as const;

export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** A payment in the books. Amounts in minor units. */
export interface Payment {
  readonly id: number;
  /** Null for a sale to somebody who walked in. */
  readonly userId: number | null;
  readonly orderId: number;
  readonly amount: number;
  /** Given back, or on its way back. */
  readonly refunded: number;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly method: PaymentMethod;
  /** What became of the money; null for a payment that was declined. */
  readonly settlement: Settlement | null;
  /** What the gateway knows it by. */
  readonly externalId: string | null;
}

/** How far something that is given back has come; what was paid in person is pending until a cashier hands it out. */
export type RefundStatus = 'pending' | 'succeeded' | 'failed';

/** Who gave it back; the gateway stands for its own dashboard, the counter for a cashier. */
export type RefundOrigin = 'customer' | 'moderator' | 'counter' | 'automatic' | 'gateway' | 'dispute';

/** Something that is given back. Amounts in minor units. */
export interface Refund {
  readonly id: number;
  readonly paymentId: number | null;
  readonly amount: number;
  readonly status: RefundStatus;
  readonly origin: RefundOrigin;
  readonly externalId: string | null;
  readonly createdAt: Date;
}
