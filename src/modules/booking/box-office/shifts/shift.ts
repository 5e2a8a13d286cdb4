import type { CounterMethod } from '../../../orders/index.js';

/** Money by the way it came or went; minor units. */
export type ByMethod = Readonly<Record<CounterMethod, number>>;

/** What a cashier sold and gave back between two counts of the till. Amounts in minor units. */
export interface Shift {
  readonly id: number;
  readonly cashierId: number;
  readonly openedAt: Date;
  /** Cash in the till at the beginning. */
  readonly openingFloat: number;
  /** Null while it is open. */
  readonly closedAt: Date | null;
  /** The cash that was found at the end. */
  readonly counted: number | null;
  readonly saleCount: number;
  readonly sales: ByMethod;
  readonly refundCount: number;
  readonly refunds: ByMethod;
}

/** What the till did. */
export const ENTRY_KINDS = ['sale', 'refund'] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Money that came into the till or went out of it. */
export interface NewEntry {
  readonly shiftId: number;
  readonly orderId: number;
  readonly kind: EntryKind;
  readonly method: CounterMethod;
  /** Minor units. */
  readonly amount: number;
  readonly at: Date;
}
