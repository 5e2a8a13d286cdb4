/** What an order is in the books; `refunded` means all of it (rule 11). */
export const ORDER_STATUSES = ['pending', 'paid', 'canceled', 'refunded'] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Something that was asked for and cannot be bought. */
export interface Exclusion {
  readonly kind: string;
  /** What the client knows it by: a film's uuid, a hold's id. */
  readonly ref: string;
  readonly title: string;
  /** A word for programs: `already-purchased`. */
  readonly reason: string;
  /** The open order that it is in, where that is the reason. */
  readonly order_id?: number;
}

/** What kinds of things know of their lines beside what is in the books, as clients see it. */
export interface LineDescription {
  readonly seat?: {
    readonly id: number;
    readonly row: string;
    readonly number: number;
    readonly category: string;
  };
  readonly screening?: {
    readonly id: number;
    readonly starts_at: string;
    readonly cinema: string;
    readonly hall: string;
  };
  readonly ticket_code?: string;
  readonly item_id?: number;
  readonly pickup_code?: string;
}

/** A line of an order. Amounts in minor units. */
export interface OrderLine {
  readonly id: number;
  readonly kind: string;
  readonly movieId: number | null;
  /** The film's, where the line is for one. */
  readonly movieUuid: string | null;
  readonly title: string;
  readonly quantity: number;
  /** Of one piece; never changes. */
  readonly price: number;
  /** Taken off the whole line. */
  readonly discount: number;
  /** The part of the line that points pay. */
  readonly bonus: number;
  /** Given back, in money and points together. */
  readonly refunded: number;
  readonly refundedAt: Date | null;
  /** For those who look at the order. */
  readonly description?: LineDescription;
}

/** An order with its lines. Amounts in minor units. */
export interface Order {
  readonly id: number;
  /** Null for a sale to somebody who walked in. */
  readonly userId: number | null;
  /** The cashier; null for what was ordered online. */
  readonly sellerId: number | null;
  /** Where mails go to where there is no account. */
  readonly customerEmail: string | null;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  /** What was asked for and could not be bought. */
  readonly excluded: readonly Exclusion[];
  /** After discounts. */
  readonly total: number;
  readonly discount: number;
  /** Paid with points. */
  readonly bonus: number;
  readonly refunded: number;
  readonly currency: string;
  readonly createdAt: Date;
  /** Until when it waits for its payment. */
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
}
