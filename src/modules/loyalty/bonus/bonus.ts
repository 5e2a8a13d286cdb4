export const BONUS_REASONS = [
  'accrued',
  'spent',
  'returned',
  'taken-back',
  'adjusted',
  'expired',
  'debt-paid',
  'account-deleted',
] as const;

/** Why points came or went. */
export type BonusReason = (typeof BONUS_REASONS)[number];

/** An account as it is while its row is locked. */
export interface BonusAccount {
  readonly userId: number;
  readonly balance: number;
  /** Points that were to be taken back and were not there any more. */
  readonly debt: number;
}

/** Points that run out together. */
export interface BonusLot {
  readonly points: number;
  /** ISO 8601; null where they never do. */
  readonly expiresAt: string | null;
}

/** One line of the ledger. */
export interface BonusTransaction {
  readonly id: number;
  readonly userId: number;
  /** Negative where they went. */
  readonly points: number;
  readonly reason: BonusReason;
  readonly orderId: number | null;
  readonly expiresAt: Date | null;
  /** What whoever adjusted the account said. */
  readonly note: string | null;
  readonly createdAt: Date;
}

/** What is to be written down beside the points. */
export interface BonusEntry {
  readonly reason: BonusReason;
  readonly orderId?: number | undefined;
  readonly note?: string | undefined;
  readonly actorId?: number | undefined;
  readonly key?: string | undefined;
}
