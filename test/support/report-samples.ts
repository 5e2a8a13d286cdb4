import type { Cell, ReportDocument } from '../../src/modules/reports/report-document.js';

/** A number between 0 and 1 that is the same for the same seed. */
function random(seed: number): number {
  return ((seed * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
}

const dayOf = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);

/** A report without figures. */
export function emptyReport(changes: Partial<ReportDocument> = {}): ReportDocument {
  return {
    title: 'Refunds',
    from: '2026-11-01',
    to: '2026-11-30',
    facts: [{ label: 'Cinema', text: 'all' }],
    currency: 'usd',
    totals: [{ label: 'Refunds', type: 'integer', value: 0 }],
    charts: [{ title: 'Refunds by day', kind: 'bars', type: 'money', series: ['Refunds'], points: [] }],
    tables: [
      {
        name: 'Refunds',
        title: 'Refunds',
        columns: [
          { title: 'Day', type: 'date' },
          { title: 'Refunded', type: 'money', total: 'sum' },
        ],
        rows: [],
        whenEmpty: 'Nothing was given back in these days.',
      },
    ],
    notes: [],
    ...changes,
  };
}

/** What a film takes, a made-up one. */
const FILMS = [
  'Тіні забутих предків (1965)',
  'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb (1964)',
  'ואלס עם באשיר (2008)',
  '千と千尋の神隠し (2001)',
  'The Incredibly Strange Creatures Who Stopped Living and Became Mixed-Up Zombies!!? (1964)',
  '=HYPERLINK("http://example.com")',
  'WALL·E 🤖 (2008)',
  'جدایی نادر از سیمین (2011)',
];

const filmOf = (index: number): string => FILMS[index] ?? `Film number ${index + 1}`;

/**
 * The revenue of a year.
 * @param films how long the longest table is
 */
export function yearReport(films = 120): ReportDocument {
  const days = Array.from({ length: 365 }, (_, index): Cell[] => {
    const tickets = Math.round(800 + 700 * random(index + 1) + (index % 7 > 4 ? 900 : 0));
    const seats = tickets * 1_120;
    const snacks = Math.round(tickets * 430 * random(index + 77));
    const refunds = Math.round(seats * 0.02 * random(index + 5));
    return [dayOf(index), tickets, seats, snacks, seats + snacks, refunds, seats + snacks - refunds];
  });
  const moneyOf = (row: readonly Cell[], column: number): number => Number(row[column]);
  const sumOf = (column: number): number => days.reduce((sum, row) => sum + moneyOf(row, column), 0);
  const halls = Array.from({ length: 20 }, (_, index): Cell[] => {
    const [sold, offered] = [Math.round(9_000 + 30_000 * random(index + 3)), 52_000];
    return [`Cinema ${(index % 3) + 1}`, `Hall ${index + 1}`, offered, sold, (sold / offered) * 100];
  });
  return {
    title: 'Revenue',
    from: '2026-01-01',
    to: '2026-12-31',
    facts: [
      { label: 'Cinema', text: 'all, and what is sold online' },
      { label: 'Days', text: 'those of each cinema; of what is sold online alone, those of UTC' },
      { label: 'What counts', text: 'a sale on the day it was paid, a refund on the day it was given back' },
    ],
    currency: 'usd',
    totals: [
      { label: 'Tickets', type: 'integer', value: sumOf(1) },
      { label: 'Gross', type: 'money', value: sumOf(4) },
      { label: 'Refunds', type: 'money', value: -sumOf(5) },
      { label: 'Net', type: 'money', value: sumOf(6) },
      { label: 'Refunded', type: 'percent', value: (sumOf(5) / sumOf(4)) * 100 },
      { label: 'Best day', type: 'date', value: '2026-05-16' },
    ],
    charts: [
      {
        title: 'Revenue by day',
        kind: 'lines',
        type: 'money',
        series: ['Seats', 'Snacks', 'Net'],
        points: days.map((row) => ({
          label: String(row[0]),
          values: [moneyOf(row, 2), moneyOf(row, 3), moneyOf(row, 6)],
        })),
      },
      {
        title: 'Occupancy by hall',
        kind: 'bars',
        type: 'percent',
        series: ['Occupancy'],
        points: halls.map((row) => ({
          label: `${String(row[0])}, ${String(row[1])}`,
          values: [Number(row[4])],
        })),
      },
      {
        title: 'Against the year before',
        kind: 'bars',
        type: 'money',
        series: ['Seats', 'Snacks'],
        points: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((label, index) => ({
          label,
          values: [900_000 - 260_000 * index, 250_000 * random(index + 9)],
        })),
      },
    ],
    tables: [
      {
        name: 'Days',
        title: 'By day',
        columns: [
          { title: 'Day', type: 'date' },
          { title: 'Tickets', type: 'integer', total: 'sum' },
          { title: 'Seats', type: 'money', total: 'sum' },
          { title: 'Snacks', type: 'money', total: 'sum' },
          { title: 'Gross', type: 'money', total: 'sum' },
          { title: 'Refunds', type: 'money', total: 'sum' },
          { title: 'Net', type: 'money', total: 'sum' },
        ],
        rows: days,
        whenEmpty: 'Nothing was sold.',
      },
      {
        name: 'Films',
        title: 'By film',
        columns: [
          { title: 'Film', type: 'text' },
          { title: 'Distributor', type: 'text' },
          { title: 'Tickets', type: 'integer', total: 'sum' },
          { title: 'Gross', type: 'money', total: 'sum' },
          { title: 'Refunds', type: 'money', total: 'sum' },
          { title: 'Refunded', type: 'percent', total: { percentOf: [4, 3] } },
        ],
        rows: Array.from({ length: films }, (_, index): Cell[] => {
          const [gross, share] = [Math.round(9_000_000 * random(index + 1)), random(index + 31) / 10];
          const refunds = Math.round(gross * share);
          const distributor = index % 9 === 4 ? null : `Distributor ${index % 5}`;
          return [filmOf(index), distributor, Math.round(gross / 1_100), gross, refunds, share * 100];
        }),
        whenEmpty: 'No film was shown.',
      },
      {
        name: 'Halls: sold/offered',
        title: 'By hall',
        columns: [
          { title: 'Cinema', type: 'text' },
          { title: 'Hall', type: 'text' },
          { title: 'Seats offered', type: 'integer', total: 'sum' },
          { title: 'Seats sold', type: 'integer', total: 'sum' },
          { title: 'Occupancy', type: 'percent', total: { percentOf: [3, 2] } },
        ],
        rows: halls,
        whenEmpty: 'No hall was open.',
      },
    ],
    notes: ['2 screenings have no contract: see the distributor settlement.'],
  };
}

/** What a distributor is sent. */
export function settlementReport(): ReportDocument {
  const weeks = Array.from({ length: 6 }, (_, index): Cell[] => {
    const gross = Math.round(4_200_000 * 0.72 ** index);
    const refunds = Math.round(gross * 0.013);
    const tax = Math.round(((gross - refunds) * 20) / 120);
    const share = [60, 50, 40, 35, 35, 35][index] ?? 35;
    const house = 250_000;
    const base = gross - refunds - tax - house;
    const due = Math.round((base * share) / 100);
    const name = `Week ${index + 1}`;
    return [name, dayOf(index * 7), dayOf(index * 7 + 6), gross, refunds, tax, house, base, share, due];
  });
  const column = (title: string, total?: 'sum') => ({ title, type: 'money' as const, total });
  return {
    title: 'Distributor settlement: Тіні забутих предків',
    from: '2026-01-01',
    to: '2026-02-11',
    facts: [
      { label: 'Distributor', text: 'Dovzhenko Film Distribution Ltd., 12 Peremohy Avenue, Kyiv' },
      { label: 'Contract', text: '17: all cinemas, 60, 50, 40, then 35%; minimum guarantee 30,000.00' },
    ],
    currency: 'eur',
    totals: [
      { label: 'Box office', type: 'money', value: weeks.reduce((sum, row) => sum + Number(row[3]), 0) },
      { label: 'Film hire due', type: 'money', value: weeks.reduce((sum, row) => sum + Number(row[9]), 0) },
      { label: 'Paid', type: 'money', value: 2_500_000 },
      { label: 'Balance', type: 'money', value: -12_345 },
    ],
    charts: [
      {
        title: 'Box office and film hire by week',
        kind: 'bars',
        type: 'money',
        series: ['Gross', 'Due'],
        points: weeks.map((row) => ({ label: String(row[0]), values: [Number(row[3]), Number(row[9])] })),
      },
    ],
    tables: [
      {
        name: 'Weeks',
        title: 'Film weeks',
        columns: [
          { title: 'Week', type: 'text' },
          { title: 'From', type: 'date' },
          { title: 'To', type: 'date' },
          column('Gross', 'sum'),
          column('Refunds', 'sum'),
          column('Tax', 'sum'),
          column('House costs', 'sum'),
          column('Base', 'sum'),
          { title: 'Share', type: 'percent', total: { percentOf: [9, 7] } },
          column('Due', 'sum'),
        ],
        rows: weeks,
        whenEmpty: 'No week has ended.',
      },
    ],
    notes: ['The last week ends with the contract and is as long as the others.'],
  };
}
