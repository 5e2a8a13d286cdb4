import type { Term } from '../contracts/film-week.policy.js';
import type { HireTerms } from './film-hire.policy.js';

/** What has to be known of a contract to settle it. Amounts in minor units, percentages in hundredths of a percent. */
export interface ContractTerms extends Term, HireTerms {
  readonly id: number;
  readonly distributor: { readonly id: number; readonly name: string };
  /** After the end of a film week. */
  readonly paymentDays: number;
  readonly movie: {
    readonly id: number;
    readonly uuid: string;
    readonly name: string;
    readonly year: number;
  };
  /** Null for all cinemas. */
  readonly cinema: { readonly id: number; readonly name: string } | null;
  readonly hallType: string | null;
  readonly format: string | null;
  readonly weeklyShares: readonly number[];
  readonly guarantee: number;
  readonly taxIncluded: boolean;
  readonly reference: string | null;
  /** The time zones of the cinemas that it is for. */
  readonly zones: readonly string[];
}
