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
  /** Whose order it is; null where nobody is known. */
  readonly buyerId: number | null;
  readonly parts: readonly RefundPart[];
  readonly reason: string | null;
  /** The account that asked for it, null for the program itself. */
  readonly by: number | null;
  /** Whether a cashier hands the money out at once. Otherwise what was paid in person waits until one does. */
  readonly handedOut?: boolean | undefined;
}

/** How money is taken at the counter; a card goes into the terminal there. */
export const COUNTER_METHODS = ['cash', 'card'] as const;

export type CounterMethod = (typeof COUNTER_METHODS)[number];

/** Money that a cashier takes for an order. Amounts in minor units. */
export interface CounterMoney {
  readonly userId: number | null;
  readonly orderId: number;
  readonly amount: number;
  readonly currency: string;
  readonly method: CounterMethod;
  /** They add up to the amount. */
  readonly items: readonly { readonly lineId: number; readonly amount: number }[];
}

/** What the books say of money that was taken at the counter. */
export interface CounterPayment extends CounterMoney {
  readonly id: number;
  /** Given back, or waiting to be handed out. */
  readonly refunded: number;
  /** The part of it that waits. */
  readonly waiting: number;
  readonly status: string;
  readonly at: Date;
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
  /** Books money that was taken at the counter. Inside the transaction of the sale, the order fulfilled. */
  take(money: CounterMoney): Promise<void>;
  /** What was taken at the counter for an order. */
  taken(orderId: number): Promise<CounterPayment | undefined>;
  /**
   * Books that all that waits to be handed out for an order is handed out. Inside a transaction, the order locked.
   * @returns how much that is
   */
  handOut(orderId: number): Promise<number>;
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
