import { filmsOf } from '../figures/films.js';
import { type PeriodUnit, periodOf, periodsOf, unitsFor } from '../figures/periods.js';
import type { SalesFigures } from '../figures/sales-ledger.repository.js';
import type { FiguresScope } from '../figures/span.js';
import { leftOf, moneyOf, NOTHING, refundsOf, salesOf, type Sums, sumsBy, totalOf } from '../figures/sums.js';
import { byTender } from '../figures/tenders.js';
import type { ReportChart, ReportColumn, ReportDocument, ReportTable } from '../report-document.js';
import { PERIOD_WORDS, periodTable } from './period-tables.js';
import { SUMS_IN_WORDS, sumsTable } from './sums-table.js';
import { hallTypeInWords, headOf, kindInWords, type ScopeNames, tenderInWords } from './words.js';

const text = (title: string): ReportColumn => ({ title, type: 'text' });

/** Revenue: what was sold and given back, in all ways that it can be looked at. */
export function revenueDocument(
  scope: FiguresScope,
  figures: SalesFigures,
  names: ScopeNames,
): ReportDocument {
  const total = totalOf(figures.days);
  const units = unitsFor(scope.from, scope.to);
  return {
    ...headOf('Revenue', scope, names),
    totals: [
      { label: 'Net', type: 'money', value: leftOf(total) },
      { label: 'Sales', type: 'money', value: salesOf(total) },
      { label: 'Refunds', type: 'money', value: refundsOf(total) },
      { label: 'Gross, before discounts', type: 'money', value: total.gross },
      { label: 'Discounts', type: 'money', value: total.discount },
      { label: 'Sales paid with money', type: 'money', value: moneyOf(total) },
      { label: 'Sales paid with points', type: 'money', value: total.points },
      { label: 'Pieces sold', type: 'integer', value: total.sold },
    ],
    charts: figures.days.length === 0 ? [] : [periodChart(scope, figures, units[0]), kindChart(figures)],
    tables: [
      ...units.map((unit) => periodTable(scope, figures.days, unit)),
      ...placeTables(figures),
      ...wayTables(figures),
    ],
    notes: [SUMS_IN_WORDS],
  };
}

function periodChart({ from, to }: FiguresScope, { days }: SalesFigures, unit: PeriodUnit): ReportChart {
  const kinds = [...sumsBy(days, ({ kind }) => kind).keys()].sort();
  const sums = sumsBy(days, ({ day, kind }) => `${periodOf(day, unit)} ${kind}`);
  return {
    title: `Net ${PERIOD_WORDS[unit].title.toLowerCase()}`,
    kind: 'lines',
    type: 'money',
    series: kinds.map(kindInWords),
    points: periodsOf(from, to, unit).map((period) => ({
      label: period,
      values: kinds.map((kind) => leftOf(sums.get(`${period} ${kind}`) ?? NOTHING)),
    })),
  };
}

function kindChart({ days }: SalesFigures): ReportChart {
  return {
    title: 'Sales and refunds by kind',
    kind: 'bars',
    type: 'money',
    series: ['Sales', 'Refunds'],
    points: [...sumsBy(days, ({ kind }) => kind)].map(([kind, sums]) => ({
      label: kindInWords(kind),
      values: [salesOf(sums), refundsOf(sums)],
    })),
  };
}

function placeTables({ films, cinemas, halls }: SalesFigures): ReportTable[] {
  const seats = halls.filter(({ hallId }) => hallId !== null);
  return [
    sumsTable(
      { name: 'Films', title: 'By film (tickets and online)' },
      [text('Film')],
      filmsOf({ films }).map(({ name, all: sums }) => ({ of: [name], sums })),
    ),
    sumsTable(
      { name: 'Cinemas', title: 'By cinema' },
      [text('Cinema')],
      cinemas.map((sums) => ({ of: [sums.name ?? 'Online'], sums })),
    ),
    sumsTable(
      { name: 'Halls', title: 'By hall (tickets)' },
      [text('Cinema'), text('Hall')],
      seats.map((sums) => ({ of: [sums.cinema, sums.name], sums })),
    ),
    sumsTable(
      { name: 'Hall types', title: 'By hall type (tickets)' },
      [text('Hall type')],
      rowsOf(sumsBy(seats, ({ hallType }) => hallTypeInWords(hallType ?? ''))),
    ),
  ];
}

function wayTables({ days, tenders, sellers }: SalesFigures): ReportTable[] {
  return [
    sumsTable(
      { name: 'Kinds', title: 'By kind' },
      [text('Kind')],
      rowsOf(sumsBy(days, ({ kind }) => kindInWords(kind))),
    ),
    {
      name: 'Payment methods',
      title: 'By payment method',
      columns: [
        text('Paid with'),
        { title: 'Sold', type: 'integer', total: 'sum' },
        { title: 'Sales', type: 'money', total: 'sum' },
        { title: 'Refunds', type: 'money', total: 'sum' },
        { title: 'Net', type: 'money', total: 'sum' },
      ],
      rows: byTender(tenders).map(({ tender, sold, paid, back }) => [
        tenderInWords(tender),
        sold,
        paid,
        back,
        paid - back,
      ]),
      whenEmpty: 'Nothing was paid and nothing was given back in these days.',
    },
    sumsTable(
      { name: 'Sellers', title: 'By seller' },
      [text('Seller')],
      sellers.map((sums) => ({ of: [sums.name ?? 'Online'], sums })),
    ),
  ];
}

function rowsOf(sums: ReadonlyMap<string, Sums>): { of: string[]; sums: Sums }[] {
  return [...sums].map(([key, own]) => ({ of: [key], sums: own }));
}
