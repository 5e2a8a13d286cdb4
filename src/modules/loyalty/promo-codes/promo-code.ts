export const PROMO_KINDS = ['percent', 'fixed'] as const;

export type PromoKind = (typeof PROMO_KINDS)[number];

/** What a code holds for: every member that is given must fit, each with any of its values. */
export interface PromoScope {
  readonly kinds?: readonly string[] | undefined;
  readonly movieUuids?: readonly string[] | undefined;
  /** Of `movieUuids`. */
  readonly movieIds?: readonly number[] | undefined;
  readonly genres?: readonly string[] | undefined;
  /** Of `genres`. */
  readonly genreIds?: readonly number[] | undefined;
  readonly cinemaIds?: readonly number[] | undefined;
  readonly hallTypes?: readonly string[] | undefined;
  readonly seatCategories?: readonly string[] | undefined;
  readonly itemCategories?: readonly string[] | undefined;
}

/** What a code takes off. Amounts in minor units. */
export interface PromoTerms {
  readonly kind: PromoKind;
  /** Hundredths of a percent, or minor units. */
  readonly value: number;
  /** The most that a percentage takes off. */
  readonly maxDiscount: number | null;
  readonly scope: PromoScope;
}

/** Everything that editors say of a code but its name. */
export interface PromoRules extends PromoTerms {
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** 1 is Monday; null is every day. */
  readonly weekdays: readonly number[] | null;
  readonly firstOrderOnly: boolean;
  /** What it applies to must come to this. */
  readonly minAmount: number | null;
  readonly maxUses: number | null;
  readonly maxUsesPerUser: number | null;
}

export interface PromoContent extends PromoRules {
  readonly code: string;
}

export interface PromoCode extends PromoContent {
  readonly id: number;
  readonly batchId: number | null;
  readonly uses: number;
  /** Rises with every edit. */
  readonly version: number;
}
