import type { ReportTable } from '../../report-document.js';
import { type Drawing, GAP, makeRoom, SECTION, writeLines } from './drawing.js';
import { FAINT, LEADING, PALE, RULE, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { CELL_PADDING } from './table-columns.js';
import { ROW_PADDING, type RowLines, TableRows } from './table-rows.js';
import { cut, drawable, wrap } from './wrapping.js';

const TITLE_HEIGHT = SECTION.size * LEADING + 6;
const EMPTY: TextStyle = { font: 'regular', size: 8.5, color: FAINT };
const LINES_OF_EMPTY = 3;

/** A table over as many pages as it takes: its head on each, and no head, row of totals or single row alone on one. */
export function* drawTable(sheet: Sheet, table: ReportTable): Drawing {
  if (table.rows.length === 0) drawEmpty(sheet, table);
  else yield* new TableDrawer(sheet, table).draw();
}

function drawEmpty(sheet: Sheet, { title, whenEmpty }: ReportTable): void {
  const lines = wrap(drawable(whenEmpty), sheet.width, LINES_OF_EMPTY, sheet.measure(EMPTY));
  makeRoom(sheet, TITLE_HEIGHT + lines.length * EMPTY.size * LEADING);
  drawTitle(sheet, title, '');
  writeLines(sheet, lines, sheet.left, EMPTY);
  sheet.y += GAP;
}

function drawTitle(sheet: Sheet, title: string, suffix: string): void {
  const text = drawable(title);
  if (suffix === '') sheet.bookmark(text);
  const measure = sheet.measure(SECTION);
  sheet.write(cut(text, sheet.width - measure(suffix), measure) + suffix, [sheet.left, sheet.y], SECTION);
  sheet.y += TITLE_HEIGHT;
}

class TableDrawer {
  private readonly rows: TableRows;

  constructor(
    private readonly sheet: Sheet,
    private readonly table: ReportTable,
  ) {
    this.rows = new TableRows(sheet, table);
  }

  *draw(): Drawing {
    const { sheet, rows } = this;
    const { length } = this.table.rows;
    let next = rows.at(0);
    makeRoom(sheet, this.startHeight(next));
    drawTitle(sheet, this.table.title, '');
    this.drawHead();
    for (let index = 0; index < length; index += 1) {
      const row = next;
      next = index + 1 < length ? rows.at(index + 1) : [];
      if (rows.heightOf(row) + this.heightBelow(index, next) > sheet.room && this.mayTurn) this.goOn();
      if (index % 2 === 1) sheet.fill([sheet.left, sheet.y], rows.width, rows.heightOf(row), PALE);
      this.drawRow(row, rows.regular);
      yield 1;
    }
    this.drawRule(0.75);
    if (rows.totals) this.drawRow(rows.totals, rows.bold);
    sheet.y += GAP;
  }

  /** The head with two rows, and with the totals where there are no more. */
  private startHeight(first: RowLines): number {
    const { rows, table } = this;
    const second = table.rows.length > 1 ? rows.heightOf(rows.at(1)) : 0;
    const totals = table.rows.length > 2 ? 0 : rows.totalHeight;
    return TITLE_HEIGHT + rows.heightOf(rows.head) + rows.heightOf(first) + second + totals;
  }

  /** What must stand on the same page below a row: the last two rows and the totals stay together. */
  private heightBelow(index: number, next: RowLines): number {
    const left = this.table.rows.length - 1 - index;
    if (left > 1) return 0;
    return this.rows.totalHeight + (left === 1 ? this.rows.heightOf(next) : 0);
  }

  /** Not where the page has nothing but a head: a row must stand somewhere. */
  private get mayTurn(): boolean {
    const { sheet, rows } = this;
    return sheet.fullRoom - sheet.room > TITLE_HEIGHT + rows.heightOf(rows.head) + 1;
  }

  private goOn(): void {
    this.drawRule(0.5);
    this.sheet.turn();
    drawTitle(this.sheet, this.table.title, ' (continued)');
    this.drawHead();
  }

  private drawHead(): void {
    const { sheet, rows } = this;
    const height = rows.heightOf(rows.head);
    const line = rows.layout.size * LEADING;
    this.drawCells(rows.head, rows.bold, (lines) => height - ROW_PADDING - lines * line);
    sheet.y += height;
    this.drawRule(0.75);
  }

  private drawRow(row: RowLines, style: TextStyle): void {
    this.drawCells(row, style, () => ROW_PADDING);
    this.sheet.y += this.rows.heightOf(row);
  }

  /** @param topOf where a cell of so many lines begins */
  private drawCells(row: RowLines, style: TextStyle, topOf: (lines: number) => number): void {
    const { sheet, rows } = this;
    let x = sheet.left;
    for (const [index, lines] of row.entries()) {
      const width = rows.layout.widths[index] ?? 0;
      const isNumber = rows.isNumber(index);
      const from = isNumber ? x + width - CELL_PADDING : x + CELL_PADDING;
      for (const [at, line] of lines.entries()) {
        const y = sheet.y + topOf(lines.length) + at * style.size * LEADING;
        sheet.write(line, [from, y], style, isNumber ? 'right' : 'left');
      }
      x += width;
    }
  }

  private drawRule(width: number): void {
    const { left, y } = this.sheet;
    const [from, to] = [[left, y] as const, [left + this.rows.width, y] as const];
    this.sheet.line([from, to], { color: width > 0.5 ? FAINT : RULE, width });
  }
}
