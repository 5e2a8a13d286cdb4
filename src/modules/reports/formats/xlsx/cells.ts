import type { Cell, CellType } from '../../report-document.js';
import { cellInWords } from '../words.js';

const FORMATS: Record<Exclude<CellType, 'text'>, string> = {
  date: 'd mmm yyyy',
  integer: '#,##0',
  money: '#,##0.00',
  percent: '0.0%',
};

const LONGEST_TEXT = 32_000;
const MINOR_UNITS = 100;

/** How high a line of text is, in points. */
export const LINE = 13.5;

/** What a column is at least and at most wide, in characters. */
const [NARROWEST, WIDEST] = [9, 52];

/** A cell as the package that writes sheets takes it. */
export interface SheetCell {
  readonly value?: string | number | Date;
  readonly type?: 'Formula';
  readonly format?: string;
  readonly align?: 'left' | 'right';
  readonly alignVertical?: 'bottom';
  readonly wrap?: boolean;
  readonly fontWeight?: 'bold';
  readonly fontSize?: number;
  readonly backgroundColor?: string;
  readonly topBorderStyle?: 'thin';
  readonly bottomBorderStyle?: 'thin';
  readonly columnSpan?: number;
  /** Of its row, in points. */
  readonly height?: number;
}

export type SheetRow = readonly (SheetCell | null)[];

/** How numbers and dates of a type are shown; texts are shown as they are and never taken for formulas. */
export const formatOf = (type: CellType): string => (type === 'text' ? '@' : FORMATS[type]);

/** A cell that knows its type: money in major units, percent as a fraction, dates as dates. */
export function typedCell(cell: Cell, type: CellType): SheetCell | null {
  if (cell === null) return null;
  if (typeof cell === 'number')
    return { value: numberOf(cell, type), format: numberFormat(type), align: 'right' };
  const date = type === 'date' ? new Date(`${cell}T00:00:00Z`) : undefined;
  if (date && !Number.isNaN(date.getTime())) {
    return { value: date, format: FORMATS.date, align: 'left' };
  }
  return textCell(cell);
}

/** The number that a spreadsheet holds for a number of a report. */
export function numberOf(value: number, type: CellType): number {
  return type === 'money' || type === 'percent' ? value / MINOR_UNITS : value;
}

const numberFormat = (type: CellType): string =>
  FORMATS[type === 'text' || type === 'date' ? 'integer' : type];

/** The package that writes sheets looks texts up by name in a plain object: those that every object knows get a space. */
export function textCell(text: string): SheetCell {
  if (text === '') return {};
  const short = text.slice(0, LONGEST_TEXT);
  return { value: short in {} ? `${short} ` : short, format: '@' };
}

/** A text in lines of so many characters. */
export function wrappedCell(text: string, width: number): SheetCell {
  const lines = Math.max(1, Math.ceil(text.length / width));
  return { ...textCell(text), wrap: true, ...(lines > 1 && { height: lines * LINE }) };
}

export function headCell(text: string, align: 'left' | 'right'): SheetCell {
  return {
    ...textCell(text),
    fontWeight: 'bold',
    align,
    alignVertical: 'bottom',
    wrap: true,
    backgroundColor: '#E8ECF1',
    bottomBorderStyle: 'thin',
  };
}

export const alignOf = (type: CellType): 'left' | 'right' =>
  type === 'text' || type === 'date' ? 'left' : 'right';

/** How wide a column is to be that holds these cells below a head of two lines. */
export function columnWidth(head: string, cells: readonly Cell[], type: CellType): number {
  const words = [...head.split(' '), ...cells.map((cell) => cellInWords(cell, type))];
  const longest = Math.max(Math.ceil(head.length / 2), ...words.map(({ length }) => length));
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}
