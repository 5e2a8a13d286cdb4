/** What becomes of what was ordered: whoever never comes for it leaves it `expired`. */
export const PREORDER_STATUSES = ['placed', 'ready', 'collected', 'expired', 'refunded'] as const;

export type PreorderStatus = (typeof PREORDER_STATUSES)[number];

/** Those that the counter still has to do with; their codes are unique. */
export const OPEN_STATUSES: readonly PreorderStatus[] = ['placed', 'ready'];

/** A line of a pre-order, as it is handed over. */
export interface PreorderItem {
  readonly itemId: number;
  readonly name: string;
  readonly size: string | null;
  readonly quantity: number;
  /** What a combo is made of, for all of its pieces together; empty for anything else. */
  readonly parts: readonly {
    readonly itemId: number;
    readonly name: string;
    readonly size: string | null;
    readonly quantity: number;
  }[];
}

/** What one order has to be picked up at one cinema. */
export interface Preorder {
  readonly id: number;
  readonly orderId: number;
  /** Null for what was sold to somebody who walked in, and where the account is gone. */
  readonly userId: number | null;
  readonly cinemaId: number;
  readonly cinema: string;
  readonly pickupCode: string;
  readonly status: PreorderStatus;
  readonly items: readonly PreorderItem[];
  readonly createdAt: Date;
  /** When the first screening of the order begins at this cinema. */
  readonly neededAt: Date | null;
  readonly expiresAt: Date;
  readonly readyAt: Date | null;
  readonly collectedAt: Date | null;
}
