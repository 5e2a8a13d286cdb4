import { type Cell, type ReportTable, totalsOf } from '../../report-document.js';
import { cellInWords, hasTotals, saysTotal, TOTAL } from '../words.js';
import { INK, LEADING, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { CELL_PADDING, type ColumnLayout, layOutColumns } from './table-columns.js';
import { cut, drawable, wrap } from './wrapping.js';

/** What is free above and below the text of a row. */
export const ROW_PADDING = 2.5;

const LINES_OF_CELL = 3;
const LINES_OF_HEAD = 2;

/** A row whose texts have been divided into lines. */
export type RowLines = readonly (readonly string[])[];

/** The rows of a table as they go into its columns. */
export class TableRows {
  readonly layout: ColumnLayout;
  readonly bold: TextStyle;
  readonly regular: TextStyle;
  readonly head: RowLines;
  readonly totals: RowLines | undefined;

  constructor(
    private readonly sheet: Sheet,
    private readonly table: ReportTable,
  ) {
    this.layout = layOutColumns(sheet, table);
    this.bold = { font: 'bold', size: this.layout.size, color: INK };
    this.regular = { ...this.bold, font: 'regular' };
    this.head = table.columns.map(({ title }, index) =>
      wrap(drawable(title), this.roomOf(index), LINES_OF_HEAD, sheet.measure(this.bold)),
    );
    this.totals = hasTotals(table.columns) ? this.totalLines() : undefined;
  }

  /** Of all columns. */
  get width(): number {
    return this.layout.widths.reduce((sum, width) => sum + width, 0);
  }

  get totalHeight(): number {
    return this.totals ? this.heightOf(this.totals) : 0;
  }

  at(index: number): RowLines {
    const row = this.table.rows[index] ?? [];
    return this.table.columns.map(({ type }, column) =>
      this.linesOf(cellInWords(row[column] ?? null, type), column, this.regular),
    );
  }

  heightOf(row: RowLines): number {
    const lines = Math.max(1, ...row.map(({ length }) => length));
    return lines * this.layout.size * LEADING + 2 * ROW_PADDING;
  }

  /** Numbers stand at the right, where their digits are below each other. */
  isNumber(index: number): boolean {
    const type = this.table.columns[index]?.type;
    return type !== 'text' && type !== 'date';
  }

  private totalLines(): RowLines {
    const { columns } = this.table;
    return totalsOf(this.table).map((total: Cell, index) => {
      if (index === 0 && saysTotal(columns)) return [TOTAL];
      const type = columns[index]?.type ?? 'integer';
      return this.linesOf(total === null ? '' : cellInWords(total, type), index, this.bold);
    });
  }

  /** Texts take several lines where they must; numbers never do. */
  private linesOf(text: string, index: number, style: TextStyle): readonly string[] {
    const measure = this.sheet.measure(style);
    if (this.isNumber(index)) return [cut(text, this.roomOf(index), measure)];
    return wrap(drawable(text), this.roomOf(index), LINES_OF_CELL, measure);
  }

  private roomOf(index: number): number {
    return (this.layout.widths[index] ?? 0) - 2 * CELL_PADDING;
  }
}
