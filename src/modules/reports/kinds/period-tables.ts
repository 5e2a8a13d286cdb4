import { type PeriodUnit, periodOf, periodsOf } from '../figures/periods.js';
import type { FiguresScope } from '../figures/span.js';
import { NOTHING, type Sums, sumsBy } from '../figures/sums.js';
import type { ReportColumn, ReportTable } from '../report-document.js';
import { sumsTable } from './sums-table.js';

interface PeriodWords {
  readonly column: ReportColumn;
  readonly name: string;
  readonly title: string;
}

export const PERIOD_WORDS: Readonly<Record<PeriodUnit, PeriodWords>> = {
  day: { column: { title: 'Day', type: 'date' }, name: 'Days', title: 'By day' },
  week: { column: { title: 'Week from Monday', type: 'date' }, name: 'Weeks', title: 'By week' },
  month: { column: { title: 'Month', type: 'text' }, name: 'Months', title: 'By month' },
};

/** One row for each period, also where nothing happened; none at all where nothing happened in all of them. */
export function periodTable(
  { from, to }: FiguresScope,
  days: readonly (Sums & { readonly day: string })[],
  unit: PeriodUnit,
): ReportTable {
  const sums = sumsBy(days, ({ day }) => periodOf(day, unit));
  const { column, ...about } = PERIOD_WORDS[unit];
  const periods = days.length === 0 ? [] : periodsOf(from, to, unit);
  return sumsTable(
    about,
    [column],
    periods.map((period) => ({ of: [period], sums: sums.get(period) ?? NOTHING })),
  );
}
