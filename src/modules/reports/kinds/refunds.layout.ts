import { filmsOf } from '../figures/films.js';
import { periodOf, periodsOf, unitsFor } from '../figures/periods.js';
import type { RefundFigures, StrayMoney } from '../figures/refund-figures.repository.js';
import type { SalesFigures } from '../figures/sales-ledger.repository.js';
import type { FiguresScope } from '../figures/span.js';
import { NOTHING, refundsOf, salesOf, type Sums, sumsBy, totalOf } from '../figures/sums.js';
import { byTender } from '../figures/tenders.js';
import type { ReportColumn, ReportDocument, ReportTable } from '../report-document.js';
import { PERIOD_WORDS } from './period-tables.js';
import { causeTables, NOTHING_BACK, strayTables } from './refund-tables.js';
import { headOf, kindInWords, percentOf, type ScopeNames, tenderInWords } from './words.js';

/** What was given back, beside what was sold; money of no line is left out where a cinema is asked for. */
export interface RefundsReportFigures {
  readonly sales: SalesFigures;
  readonly refunds: RefundFigures;
  readonly stray: StrayMoney | null;
}

const text = (title: string): ReportColumn => ({ title, type: 'text' });

/** Refunds: what was given back, by whom, why and of what. */
export function refundsDocument(
  scope: FiguresScope,
  { sales, refunds, stray }: RefundsReportFigures,
  names: ScopeNames,
): ReportDocument {
  const total = totalOf(sales.days);
  const units = unitsFor(scope.from, scope.to);
  return {
    ...headOf('Refunds', scope, names),
    totals: [
      { label: 'Refunds', type: 'money', value: refundsOf(total) },
      { label: 'In money', type: 'money', value: total.moneyBack },
      { label: 'In points', type: 'money', value: total.pointsBack },
      { label: 'Sales of these days', type: 'money', value: salesOf(total) },
      { label: 'Share of sales', type: 'percent', value: percentOf(refundsOf(total), salesOf(total)) },
      { label: 'Pieces returned', type: 'integer', value: total.returned },
    ],
    charts:
      refundsOf(total) === 0
        ? []
        : [
            {
              title: `Refunds ${PERIOD_WORDS[units[0]].title.toLowerCase()}`,
              kind: 'bars',
              type: 'money',
              series: ['Refunds'],
              points: [...periodSums(scope, sales, units[0])].map(([label, sums]) => ({
                label,
                values: [refundsOf(sums)],
              })),
            },
          ],
    tables: [
      ...causeTables(refunds),
      shareTable(
        'Kinds',
        'By kind',
        text('Kind'),
        sumsBy(sales.days, ({ kind }) => kindInWords(kind)),
      ),
      shareTable(
        'Films',
        'By film',
        text('Film'),
        filmsOf(sales).map(({ name, all }) => [name, all] as const),
      ),
      methodTable(sales),
      ...units.map((unit) => {
        const { column, name, title } = PERIOD_WORDS[unit];
        return shareTable(name, title, column, periodSums(scope, sales, unit));
      }),
      ...(stray ? strayTables(stray) : []),
    ],
    notes: [
      'Refunds count on the day on which they were given, whenever the sale was; the share compares them with the sales of ' +
        'the same days. Refunds that the gateway refused are not counted until the money goes back after all.',
      ...(stray
        ? [
            'Money that could not be used for an order was no sale and goes back as a whole. Its days are those of UTC.',
          ]
        : [
            'Disputes and money that could not be used belong to no cinema: the report of all cinemas tells of them.',
          ]),
    ],
  };
}

/** Rows without refunds are left out. */
function shareTable(
  name: string,
  title: string,
  key: ReportColumn,
  sums: Iterable<readonly [string, Sums]>,
): ReportTable {
  return {
    name,
    title,
    columns: [
      key,
      { title: 'Returned', type: 'integer', total: 'sum' },
      { title: 'Refunds', type: 'money', total: 'sum' },
      { title: 'Sales', type: 'money', total: 'sum' },
      { title: 'Share of sales', type: 'percent', total: { percentOf: [2, 3] } },
    ],
    rows: [...sums]
      .filter(([, own]) => own.returned > 0 || refundsOf(own) > 0)
      .map(([of, own]) => [
        of,
        own.returned,
        refundsOf(own),
        salesOf(own),
        percentOf(refundsOf(own), salesOf(own)),
      ]),
    whenEmpty: NOTHING_BACK,
  };
}

function methodTable({ tenders }: SalesFigures): ReportTable {
  return {
    name: 'Payment methods',
    title: 'By payment method',
    columns: [text('Paid with'), { title: 'Refunds', type: 'money', total: 'sum' }],
    rows: byTender(tenders)
      .filter(({ back }) => back > 0)
      .map(({ tender, back }) => [tenderInWords(tender), back]),
    whenEmpty: NOTHING_BACK,
  };
}

function periodSums(
  { from, to }: FiguresScope,
  { days }: SalesFigures,
  unit: 'day' | 'week' | 'month',
): [string, Sums][] {
  const sums = sumsBy(days, ({ day }) => periodOf(day, unit));
  return periodsOf(from, to, unit).map((period) => [period, sums.get(period) ?? NOTHING]);
}
