import { Injectable } from '@nestjs/common';

const HANDLES_PAYMENTS = Symbol('HandlesPayments');

/** What is to be paid for an order. Amounts in minor units. */
export interface PaymentDemand {
  readonly orderId: number;
  readonly amount: number;
  readonly currency: string;
  /** For the receipt. */
  readonly email: string | null;
  /** They add up to the amount. */
  readonly lines: readonly {
    readonly title: string;
    readonly quantity: number;
    readonly unitAmount: number;
  }[];
  /** How the customer wants to pay: an id of `GET /payments/methods`. */
  readonly method: string | undefined;
  readonly expiresAt: Date;
}

/** What is given back of a line. */
export interface RefundPart {
  readonly lineId: number;
  /** Money, in minor units. */
  readonly amount: number;
  /** Points. */
  readonly points: number;
}

/** What is given back of an order, and why. */
export interface RefundOrder {
  readonly orderId: number;
  readonly parts: readonly RefundPart[];
  readonly reason: string | null;
  /** The account that asked for it, null for the program itself. */
  readonly by: number | null;
}

/** What orders need of payments. */
export interface PaymentPort {
  /**
   * A page to pay on. An unchanged order gets the one that is open, however many ask at once; a changed one a new one, and
   * the old one is closed. Not inside a transaction.
   * @throws PaymentMethodUnavailableError, PaymentsUnavailableError, NothingToPayError
   */
  open(demand: PaymentDemand): Promise<{ readonly url: string }>;
  /**
   * Closes the page, so that nobody pays any more. What was paid by then settles the order before this answers. Not inside
   * a transaction.
   * @returns `unknown` when the gateway does not answer
   */
  close(orderId: number): Promise<'closed' | 'paid' | 'unknown'>;
  /**
   * Books what is given back and sends it on its way. Inside the transaction of the refund, the order locked.
   * @throws PaymentDisputedError, RefundTooHighError
   */
  refund(refund: RefundOrder): Promise<void>;
}

/** Makes a provider handle the payments of orders; there is exactly one. */
export const HandlesPayments =
  () =>
  (target: new (...dependencies: never[]) => PaymentPort): void => {
    Injectable()(target);
    Reflect.defineMetadata(HANDLES_PAYMENTS, true, target);
  };

/** Whether a class handles the payments of orders. */
export function handlesPayments(type: object): true | undefined {
  return Reflect.getMetadata(HANDLES_PAYMENTS, type) === true || undefined;
}
