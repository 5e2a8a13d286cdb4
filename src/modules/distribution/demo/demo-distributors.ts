import type { ContractTerms } from '../contracts/contract.js';
import type { DistributorContent } from '../distributors/distributor.js';

/** A distributor of the default start, and what it asks for a film; amounts in minor units, percentages in hundredths. */
export interface DemoDistributor {
  /** The time zone of the cinemas that it lends to. */
  readonly timeZone: string;
  readonly content: DistributorContent;
  readonly terms: Omit<ContractTerms, 'startsOn' | 'endsOn'>;
  /** What the largest halls pay for the best known film. */
  readonly largeHallShares?: readonly number[];
}

export const DEMO_DISTRIBUTORS: readonly DemoDistributor[] = [
  {
    timeZone: 'Europe/Berlin',
    content: {
      name: 'Nordlicht Filmverleih',
      contactName: 'Ida Lund',
      email: 'abrechnung@nordlicht.example',
      phone: '+49 30 555 0142',
      address: 'Torstraße 12, 10119 Berlin',
      taxNumber: 'DE 811 223 344',
      paymentDays: 14,
      notes: 'Wants the list of admissions on Monday.',
    },
    terms: {
      weeklyShares: [6_000, 5_000, 4_000, 3_500],
      minimumGuarantee: 0,
      taxIncluded: true,
      taxPercent: 700,
      houseCosts: 0,
      reference: null,
      notes: null,
    },
    largeHallShares: [6_500, 6_000, 5_000, 4_000],
  },
  {
    timeZone: 'America/New_York',
    content: {
      name: 'Harbor Light Pictures',
      contactName: 'Sam Okafor',
      email: 'settlements@harborlight.example',
      phone: '+1 212 555 0170',
      address: '88 Pearl Street, New York, NY 10004',
      taxNumber: null,
      paymentDays: 30,
      notes: null,
    },
    terms: {
      weeklyShares: [6_250, 5_250, 4_250],
      minimumGuarantee: 50_000,
      taxIncluded: false,
      taxPercent: 0,
      houseCosts: 15_000,
      reference: null,
      notes: null,
    },
  },
];
