import type { HallType, ScreeningFormat } from '../../theatre/index.js';

/** What a contract is for; null means all of them. */
export interface ContractScope {
  readonly cinemaId: number | null;
  readonly hallType: HallType | null;
  readonly format: ScreeningFormat | null;
}

/** What was agreed. Amounts in minor units, percentages in hundredths; days such as `2026-11-21`, of which both count. */
export interface ContractTerms {
  readonly startsOn: string;
  readonly endsOn: string;
  /** The share of each film week; the last one goes on. */
  readonly weeklyShares: readonly number[];
  /** What the distributor gets at least for the whole term. */
  readonly minimumGuarantee: number;
  /** Whether prices hold a tax that is taken off first. */
  readonly taxIncluded: boolean;
  readonly taxPercent: number;
  /** What each cinema keeps of a film week before it is shared. */
  readonly houseCosts: number;
  readonly reference: string | null;
  readonly notes: string | null;
}

export interface ContractParties {
  readonly distributor: {
    readonly id: number;
    readonly name: string;
    /** How many days after the end of a film week it is to be paid. */
    readonly paymentDays: number;
  };
  readonly movie: {
    readonly id: number;
    readonly uuid: string;
    readonly name: string;
    readonly year: number;
  };
  /** All cinemas where null. */
  readonly cinema: { readonly id: number; readonly name: string; readonly timeZone: string } | null;
}

/** What moderators say of a contract. */
export interface ContractContent extends ContractParties, ContractTerms, Omit<ContractScope, 'cinemaId'> {}

export interface RentalContract extends ContractContent {
  readonly id: number;
  /** Rises with every edit. */
  readonly version: number;
}
