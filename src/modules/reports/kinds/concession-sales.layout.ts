import type { ConcessionFigures } from '../figures/concession-figures.repository.js';
import { unitsFor } from '../figures/periods.js';
import type { FiguresScope } from '../figures/span.js';
import { leftOf, refundsOf, salesOf, type Sums, sumsBy, totalOf } from '../figures/sums.js';
import type { ReportChart, ReportColumn, ReportDocument, ReportTable } from '../report-document.js';
import { periodTable } from './period-tables.js';
import { SUMS_IN_WORDS, sumsTable } from './sums-table.js';
import { headOf, type ScopeNames } from './words.js';

const CATEGORIES: Readonly<Record<string, string>> = {
  drink: 'Drinks',
  snack: 'Snacks',
  sweet: 'Sweets',
  meal: 'Meals',
  combo: 'Combos',
  other: 'Other',
};

/** How many things a picture shows. */
const SHOWN = 15;
const text = (title: string): ReportColumn => ({ title, type: 'text' });

/** Concession sales: what snacks and drinks brought. */
export function concessionSalesDocument(
  scope: FiguresScope,
  figures: ConcessionFigures,
  names: ScopeNames,
): ReportDocument {
  const { items, days, cinemas, ways } = figures;
  const total = totalOf(days);
  return {
    ...headOf('Concession sales', scope, names),
    facts: [
      { label: 'Cinema', text: names.cinema ?? 'all' },
      { label: 'Days', text: 'those of each cinema' },
    ],
    totals: [
      { label: 'Net', type: 'money', value: leftOf(total) },
      { label: 'Sales', type: 'money', value: salesOf(total) },
      { label: 'Refunds', type: 'money', value: refundsOf(total) },
      { label: 'Discounts', type: 'money', value: total.discount },
      { label: 'Pieces sold', type: 'integer', value: total.sold },
      { label: 'Pieces returned', type: 'integer', value: total.returned },
    ],
    charts: charts(figures),
    tables: [
      sumsTable(
        { name: 'Items', title: 'By item' },
        [text('Item'), text('Cinema')],
        items.map((sums) => ({ of: [sums.item, sums.cinema], sums })),
      ),
      sumsTable(
        { name: 'Categories', title: 'By category' },
        [text('Category')],
        rowsOf(categoriesOf(figures)),
      ),
      sumsTable(
        { name: 'Counter and ahead', title: 'At the counter and ordered ahead' },
        [text('Sold')],
        ways.map((sums) => ({ of: [sums.atCounter ? 'At the counter' : 'Ordered ahead'], sums })),
      ),
      sumsTable(
        { name: 'Cinemas', title: 'By cinema' },
        [text('Cinema')],
        cinemas.map((sums) => ({ of: [sums.cinema], sums })),
      ),
      partsTable(figures),
      ...unitsFor(scope.from, scope.to).map((unit) => periodTable(scope, days, unit)),
    ],
    notes: [SUMS_IN_WORDS, 'Combos are sold as one piece; what they are made of is listed beside them.'],
  };
}

function charts(figures: ConcessionFigures): ReportChart[] {
  if (figures.days.length === 0) return [];
  const best = [...figures.items].slice(0, SHOWN);
  return [
    bars(
      'Sales by category',
      [...categoriesOf(figures)].map(([label, sums]) => [label, sums]),
    ),
    bars(
      best.length < figures.items.length ? `Sales of the first ${SHOWN} items` : 'Sales by item',
      best.map((sums) => [`${sums.item} (${sums.cinema})`, sums]),
    ),
  ];
}

function bars(title: string, rows: readonly (readonly [label: string, sums: Sums])[]): ReportChart {
  return {
    title,
    kind: 'bars',
    type: 'money',
    series: ['Sales'],
    points: rows.map(([label, sums]) => ({ label, values: [salesOf(sums)] })),
  };
}

function categoriesOf({ items }: ConcessionFigures): ReadonlyMap<string, Sums> {
  return sumsBy(items, ({ category }) => CATEGORIES[category] ?? category);
}

function partsTable({ parts }: ConcessionFigures): ReportTable {
  return {
    name: 'In combos',
    title: 'What combos were made of',
    columns: [text('Item'), text('Cinema'), { title: 'Pieces', type: 'integer', total: 'sum' }],
    rows: parts.map(({ item, cinema, pieces }) => [item, cinema, pieces]),
    whenEmpty: 'No combos were sold in these days.',
  };
}

function rowsOf(sums: ReadonlyMap<string, Sums>): { of: string[]; sums: Sums }[] {
  return [...sums].map(([key, own]) => ({ of: [key], sums: own }));
}
