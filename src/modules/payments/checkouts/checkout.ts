import type { CheckoutRequest } from '../../../integrations/stripe/index.js';

/** How far a page to pay on has come; `opening` means that nobody knows yet whether the gateway has it. */
export type CheckoutStatus = 'opening' | 'open' | 'complete' | 'expired';

/** What the gateway is asked for, but for what the row tells by itself. */
export type StoredRequest = Omit<CheckoutRequest, 'idempotencyKey' | 'orderId' | 'expiresAt'>;

/** A page of the gateway on which an order is paid. */
export interface Checkout {
  readonly id: number;
  readonly orderId: number;
  readonly status: CheckoutStatus;
  readonly sessionId: string | null;
  readonly url: string | null;
  /** Tells whether another page is needed for what is to be paid now. */
  readonly fingerprint: string;
  /** Kept only until the gateway has answered: it holds an e-mail. */
  readonly request: StoredRequest | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A page that is about to be opened. The amount is in minor units. */
export interface NewCheckout {
  readonly orderId: number;
  readonly amount: number;
  readonly currency: string;
  readonly fingerprint: string;
  readonly request: StoredRequest;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
