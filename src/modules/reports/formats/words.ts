import { decimalOf } from '../../../platform/money/index.js';
import type { Cell, CellType, ReportColumn, ReportDocument } from '../report-document.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUS = '\u2212';

/** What stands where nothing is to be said. */
export const NOTHING = '\u2013';

/** `21 Nov 2026` of `2026-11-21`, `Nov 2026` of `2026-11`; everything else as it is. */
export function dayInWords(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) return text;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** The days of a report. */
export function periodInWords({ from, to }: Pick<ReportDocument, 'from' | 'to'>): string {
  return from === to ? dayInWords(from) : `${dayInWords(from)} \u2013 ${dayInWords(to)}`;
}

/** `21 Nov 2026, 19:50 UTC`. */
export function momentInWords(moment: Date): string {
  const text = moment.toISOString();
  return `${dayInWords(text.slice(0, 10))}, ${text.slice(11, 16)} UTC`;
}

/** A cell for people: thousands apart, a sign that is seen before what is less than nothing. */
export function cellInWords(cell: Cell, type: CellType): string {
  if (cell === null) return NOTHING;
  if (typeof cell === 'string') return type === 'date' ? dayInWords(cell) : cell;
  return (cell < 0 ? MINUS : '') + amountInWords(Math.abs(cell), type);
}

function amountInWords(amount: number, type: CellType): string {
  if (type === 'money') return thousandsApart(decimalOf(Math.round(amount)));
  if (type === 'percent') return `${thousandsApart(amount.toFixed(1))}%`;
  return thousandsApart(type === 'integer' ? String(Math.round(amount)) : String(amount));
}

/** @param decimal digits, with a point or without */
export function thousandsApart(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}

/** A title with the currency that its amounts are in. */
export function titleWithCurrency(title: string, type: CellType, currency: string): string {
  return type === 'money' ? `${title} (${currency.toUpperCase()})` : title;
}

/** Minor units as a decimal, less than nothing too. */
export function signedDecimal(minorUnits: number): string {
  return (minorUnits < 0 ? '-' : '') + decimalOf(Math.abs(Math.round(minorUnits)));
}

/** What the row of totals is called. */
export const TOTAL = 'Total';

/** Where the row of totals says that it is one: the first column, unless that has a total itself. */
export function saysTotal(columns: readonly ReportColumn[]): boolean {
  return columns[0] !== undefined && columns[0].total === undefined;
}

/** Whether there is anything to add up. */
export function hasTotals(columns: readonly ReportColumn[]): boolean {
  return columns.some(({ total }) => total !== undefined);
}
