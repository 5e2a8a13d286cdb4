import { leftOf, refundsOf, salesOf, type Sums } from '../figures/sums.js';
import type { Cell, ReportColumn, ReportTable } from '../report-document.js';

/** A row of a table of sums: what it is of, and what that added up to. */
export interface SumsRow {
  readonly of: readonly Cell[];
  readonly sums: Sums;
}

const SUM_COLUMNS: readonly ReportColumn[] = [
  { title: 'Sold', type: 'integer', total: 'sum' },
  { title: 'Returned', type: 'integer', total: 'sum' },
  { title: 'Gross', type: 'money', total: 'sum' },
  { title: 'Discounts', type: 'money', total: 'sum' },
  { title: 'Sales', type: 'money', total: 'sum' },
  { title: 'Refunds', type: 'money', total: 'sum' },
  { title: 'Net', type: 'money', total: 'sum' },
];

/** What the columns mean, for notes. */
export const SUMS_IN_WORDS =
  'Sales are what was paid after discounts, in money and points, on the day of the payment. Refunds count on the day on which ' +
  'they were given, whenever the sale was. Net is sales less refunds.';

/** A table of sales and refunds. */
export function sumsTable(
  about: Pick<ReportTable, 'name' | 'title'>,
  keys: readonly ReportColumn[],
  rows: readonly SumsRow[],
): ReportTable {
  return {
    ...about,
    columns: [...keys, ...SUM_COLUMNS],
    rows: rows.map(({ of, sums }) => [
      ...of,
      sums.sold,
      sums.returned,
      sums.gross,
      sums.discount,
      salesOf(sums),
      refundsOf(sums),
      leftOf(sums),
    ]),
    whenEmpty: 'Nothing was sold and nothing was given back in these days.',
  };
}
