import type { CellType, ReportColumn, ReportTable } from '../../report-document.js';
import { totalsOf } from '../../report-document.js';
import { widestCells } from '../widest-cells.js';
import { hasTotals, saysTotal, titleWithCurrency, TOTAL } from '../words.js';
import {
  alignOf,
  columnWidth,
  formatOf,
  headCell,
  LINE,
  numberOf,
  type SheetCell,
  type SheetRow,
  textCell,
  typedCell,
} from './cells.js';
import type { WorkbookSheet } from './workbook-sheet.js';

const COLUMNS_ON_NARROW_PAPER = 6;
const TOTAL_STYLE = { fontWeight: 'bold', topBorderStyle: 'thin' } as const;

/** A table with its head, which stays, and a row of totals that adds up when figures are changed. */
export function tableSheet(name: string, table: ReportTable, currency: string): WorkbookSheet {
  const { columns, rows } = table;
  const heads = columns.map(({ title, type }) => titleWithCurrency(title, type, currency));
  const totals = totalsOf(table);
  const widths = columns.map((column, index) => {
    const cells = [...widestCells(rows, column, index), totals[index] ?? null];
    return columnWidth(heads[index] ?? '', cells, column.type);
  });
  const isHigh = heads.some((head, index) => head.length >= (widths[index] ?? 0));
  return {
    name,
    rows: rowsOf(table, heads, isHigh ? 2 * LINE : LINE),
    widths,
    frozenRows: 1,
    isWide: columns.length > COLUMNS_ON_NARROW_PAPER,
    results: isAddedUp(table) ? resultsOf(columns, totals, rows.length + 2) : new Map<string, number>(),
  };
}

const isAddedUp = ({ columns, rows }: ReportTable): boolean => rows.length > 0 && hasTotals(columns);

function* rowsOf(table: ReportTable, heads: readonly string[], height: number): Generator<SheetRow> {
  const { columns, rows, whenEmpty } = table;
  yield columns.map(({ type }, index) => ({ ...headCell(heads[index] ?? '', alignOf(type)), height }));
  for (const row of rows) yield columns.map(({ type }, index) => typedCell(row[index] ?? null, type));
  if (rows.length === 0) yield [textCell(whenEmpty)];
  if (isAddedUp(table)) yield totalsRow(columns, rows.length);
}

function totalsRow(columns: readonly ReportColumn[], count: number): SheetRow {
  return columns.map(({ type, total }, index): SheetCell => {
    if (index === 0 && saysTotal(columns)) return { ...textCell(TOTAL), ...TOTAL_STYLE };
    if (total === undefined) return TOTAL_STYLE;
    const value = total === 'sum' ? sumOf(index, count) : quotientOf(total.percentOf, count + 2);
    return { value, type: 'Formula', format: formatOf(totalType(type)), align: 'right', ...TOTAL_STYLE };
  });
}

/** A total is a number, whatever the column says of its cells. */
const totalType = (type: CellType): CellType => (type === 'text' || type === 'date' ? 'integer' : type);

function sumOf(index: number, count: number): string {
  const column = columnName(index);
  return `SUM(${column}2:${column}${count + 1})`;
}

/** Sums of both columns, whether or not these say them themselves. */
function quotientOf([part, whole]: readonly [number, number], row: number): string {
  const [above, below] = [columnName(part), columnName(whole)].map(
    (name) => `SUM(${name}2:${name}${row - 1})`,
  );
  return `IF(${below}=0,"",${above}/${below})`;
}

/** What the formulas come to, for readers that do not compute. */
function resultsOf(
  columns: readonly ReportColumn[],
  totals: readonly (number | null)[],
  row: number,
): ReadonlyMap<string, number | null> {
  const results = new Map<string, number | null>();
  for (const [index, { type, total }] of columns.entries()) {
    const value = totals[index] ?? null;
    if (total === undefined) continue;
    results.set(`${columnName(index)}${row}`, value === null ? null : numberOf(value, totalType(type)));
  }
  return results;
}

/** `A` is the first, `AA` the one after `Z`. */
export function columnName(index: number): string {
  const before = Math.floor(index / 26);
  return (before > 0 ? columnName(before - 1) : '') + String.fromCharCode(65 + (index % 26));
}
