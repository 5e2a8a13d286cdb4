import type { ReportColumn, ReportTable } from '../../report-document.js';
import { totalsOf } from '../../report-document.js';
import { widestCells } from '../widest-cells.js';
import { cellInWords, hasTotals, TOTAL } from '../words.js';
import type { TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { drawable, type Measure } from './wrapping.js';

/** What is free on both sides of a cell. */
export const CELL_PADDING = 5;

/** Letters, and how narrow texts may become with them: what is tried, until a table fits. */
const ATTEMPTS = [
  { size: 8, narrowest: 110 },
  { size: 7, narrowest: 110 },
  { size: 7, narrowest: 70 },
  { size: 6, narrowest: 60 },
  { size: 5.5, narrowest: 36 },
] as const;
const SMALLEST = ATTEMPTS[4];
const COMFORTABLE = { size: 8, narrowest: 140 } as const;
const WIDEST_TEXT = 230;
const MOST_SLACK = 36;

/** How the columns of a table are laid out: the size of their letters, and widths with what is free. */
export interface ColumnLayout {
  readonly size: number;
  readonly widths: readonly number[];
}

/** How wide the contents of a column are, and how narrow it may be. */
interface Need {
  readonly width: number;
  readonly least: number;
}

/** The largest letters with which all columns fit; where none are small enough, all columns give way. */
export function layOutColumns(sheet: Sheet, table: ReportTable): ColumnLayout {
  const longest = longestTexts(table);
  for (const attempt of ATTEMPTS) {
    const widths = widthsOf(needsOf(sheet, table.columns, longest, attempt), sheet.width);
    if (widths) return { size: attempt.size, widths };
  }
  const needs = needsOf(sheet, table.columns, longest, SMALLEST);
  const whole = needs.reduce((sum, { least }) => sum + least, 0);
  return { size: SMALLEST.size, widths: needs.map(({ least }) => (least / whole) * sheet.width) };
}

/** Whether a table has room without small letters or narrow columns. */
export function fitsWith(sheet: Sheet, table: ReportTable): boolean {
  return widthsOf(needsOf(sheet, table.columns, longestTexts(table), COMFORTABLE), sheet.width) !== undefined;
}

/** For each column the texts that may be the widest. */
function longestTexts(table: ReportTable): readonly (readonly string[])[] {
  const totals = totalsOf(table);
  return table.columns.map((column, index) => {
    const cells = [...widestCells(table.rows, column, index), totals[index] ?? null];
    const texts = cells.map((cell) => (cell === null ? '' : drawable(cellInWords(cell, column.type))));
    return index === 0 && hasTotals(table.columns) ? [...texts, TOTAL] : texts;
  });
}

function needsOf(
  sheet: Sheet,
  columns: readonly ReportColumn[],
  longest: readonly (readonly string[])[],
  { size, narrowest }: { readonly size: number; readonly narrowest: number },
): Need[] {
  const bold = sheet.measure({ font: 'bold', size, color: '' } satisfies TextStyle);
  return columns.map(({ title, type }, index) => {
    const head = headWidth(drawable(title), bold);
    const body = Math.max(...(longest[index] ?? []).map(bold), 0) * (type === 'text' ? 1.04 : 1.01);
    const width = Math.max(head, type === 'text' ? Math.min(body, WIDEST_TEXT) : body);
    const least = type === 'text' ? Math.min(width, Math.max(head, narrowest)) : width;
    return { width: width + 2 * CELL_PADDING, least: least + 2 * CELL_PADDING };
  });
}

/** A head may take two lines. */
function headWidth(title: string, measure: Measure): number {
  const words = title.split(' ');
  const splits = words.map((_, at) =>
    Math.max(measure(words.slice(0, at).join(' ')), measure(words.slice(at).join(' '))),
  );
  return Math.min(...splits) + 0.5;
}

function widthsOf(needs: readonly Need[], room: number): readonly number[] | undefined {
  const wanted = needs.reduce((sum, { width }) => sum + width, 0);
  if (wanted <= room) {
    const slack = Math.min(MOST_SLACK, (room - wanted) / needs.length);
    return needs.map(({ width }) => width + slack);
  }
  const give = needs.reduce((sum, { width, least }) => sum + width - least, 0);
  if (wanted - give > room) return undefined;
  return needs.map(({ width, least }) => width - ((width - least) / give) * (wanted - room));
}
