import type { Tender } from './sales-ledger.repository.js';
import { moneyOf, type Sums } from './sums.js';

/** What came in by one way, and what went back by it. */
export interface TenderSums {
  readonly tender: Tender;
  /** Pieces; those that were paid in part with points are counted where the money is. */
  readonly sold: number;
  readonly paid: number;
  readonly back: number;
}

/** Puts money under the way it was paid, and points under points. */
export function byTender(rows: readonly (Sums & { readonly tender: Tender })[]): TenderSums[] {
  const points = rows.reduce((sum, row) => sum + row.points, 0);
  const pointsBack = rows.reduce((sum, row) => sum + row.pointsBack, 0);
  const money = rows.map((row) => ({
    tender: row.tender,
    sold: row.sold,
    paid: moneyOf(row),
    back: row.moneyBack,
  }));
  const others = money.filter(({ tender }) => tender !== 'points');
  if (points === 0 && pointsBack === 0) return others;
  const sold = money.find(({ tender }) => tender === 'points')?.sold ?? 0;
  return [...others, { tender: 'points', sold, paid: points, back: pointsBack }];
}
