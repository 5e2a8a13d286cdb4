export const ENTRY_KINDS = ['due', 'payment'] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Dues are proposed until their film week is closed; everything else is final. */
export const ENTRY_STATUSES = ['open', 'final'] as const;

export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** Something that is due to a distributor, or was paid. Amounts in minor units. */
export interface PaymentEntry {
  readonly id: number;
  readonly kind: EntryKind;
  readonly contractId: number;
  readonly distributor: { readonly id: number; readonly name: string };
  readonly movie: { readonly uuid: string; readonly name: string; readonly year: number };
  /** Of dues. */
  readonly week: number | null;
  readonly settlementId: number | null;
  readonly amount: number;
  /** Of dues: what no payment covers yet. */
  readonly left: number;
  readonly currency: string;
  readonly dueOn: string | null;
  readonly paidOn: string | null;
  readonly method: string | null;
  readonly reference: string | null;
  readonly note: string | null;
  /** The payment that this one takes back. */
  readonly reversesId: number | null;
  /** The payment that takes this one back. */
  readonly reversedById: number | null;
  readonly createdAt: Date;
  readonly createdBy: number | null;
}

/** Which entries are meant; all conditions hold at once. */
export interface EntryFilter {
  readonly distributorId?: number | undefined;
  readonly contractId?: number | undefined;
  readonly kind?: EntryKind | undefined;
  readonly status?: EntryStatus | undefined;
  /** Due or paid on this day or later. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Dues before this day that are not paid. */
  readonly overdueOn?: string | undefined;
}

/** What entries come to, in minor units. */
export interface EntryTotals {
  readonly due: number;
  readonly paid: number;
}

/** A payment that is entered. */
export interface NewPayment {
  readonly contractId: number;
  readonly amount: number;
  readonly currency: string;
  readonly paidOn: string;
  readonly method: string | null;
  readonly reference: string | null;
  readonly note: string | null;
  readonly reversesId: number | null;
  readonly idempotencyKey: string | null;
}
