import type { Cell, ReportColumn, ReportTable } from '../report-document.js';

/** A day that takes as much room as any. */
const LONG_DAY = '2026-11-28';

/**
 * The cells of a column that may take the most room: the longest text, the smallest and the largest number. Many rows are looked
 * through in no time, since nothing is put into words.
 */
export function widestCells(
  rows: ReportTable['rows'],
  { type }: Pick<ReportColumn, 'type'>,
  index: number,
): readonly Cell[] {
  let text = '';
  let [smallest, largest] = [0, 0];
  for (const row of rows) {
    const cell = row[index] ?? null;
    if (typeof cell === 'string' && cell.length > text.length) text = cell;
    if (typeof cell === 'number') {
      smallest = Math.min(smallest, cell);
      largest = Math.max(largest, cell);
    }
  }
  return [text, smallest, largest, ...(type === 'date' && rows.length > 0 ? [LONG_DAY] : [])];
}
