import {
  type Cell,
  type CellType,
  type ReportDocument,
  type ReportTable,
  totalsOf,
} from '../../report-document.js';
import { Pace } from '../pace.js';
import type { RenderingOptions } from '../rendering.js';
import { hasTotals, saysTotal, signedDecimal, titleWithCurrency, TOTAL } from '../words.js';
import { type CsvField, csvLine } from './csv-line.js';

/** By which spreadsheets know that it is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

const DECIMALS_OF_PERCENT = 4;

/**
 * A report as one CSV file (RFC 4180, UTF-8): lines of label and value, one for each fact, total and note; then each table after an
 * empty line: a line with its title alone, the header, the rows, and a line of totals where there are any. Money has a decimal point and no
 * thousands, percent is the number before the sign, dates are ISO 8601, what is not known is empty.
 */
export async function* csvOf(
  document: ReportDocument,
  { madeAt, advance }: RenderingOptions,
): AsyncGenerator<Uint8Array> {
  const rows = document.tables.reduce((sum, table) => sum + table.rows.length, 0);
  const pace = new Pace(rows, advance);
  yield Buffer.from(BYTE_ORDER_MARK + headOf(document, madeAt));
  for (const table of document.tables) {
    for (const line of linesOf(table, document.currency)) {
      yield Buffer.from(line);
      await pace.did(1);
    }
  }
}

function headOf({ title, from, to, facts, currency, totals, notes }: ReportDocument, madeAt: Date): string {
  const lines: (readonly CsvField[])[] = [
    ['Report', title],
    ['From', from],
    ['To', to],
    ...facts.map(({ label, text }) => [label, text]),
    ['Currency', currency.toUpperCase()],
    ['Made at', madeAt.toISOString()],
    ...totals.map(({ label, type, value }) => [titleWithUnit(label, type, currency), fieldOf(value, type)]),
    ...notes.map((note) => ['Note', note]),
  ];
  return lines.map((line) => csvLine(line)).join('');
}

function* linesOf(table: ReportTable, currency: string): Generator<string> {
  const { title, columns, rows, whenEmpty } = table;
  yield '\r\n';
  yield csvLine([title]);
  yield csvLine(columns.map((column) => titleWithUnit(column.title, column.type, currency)));
  if (rows.length === 0) yield csvLine([whenEmpty]);
  const fieldsOf = (cells: readonly Cell[]): CsvField[] =>
    columns.map(({ type }, index) => fieldOf(cells[index] ?? null, type));
  for (const row of rows) yield csvLine(fieldsOf(row));
  if (rows.length === 0 || !hasTotals(columns)) return;
  const fields = fieldsOf(totalsOf(table));
  yield csvLine(saysTotal(columns) ? [TOTAL, ...fields.slice(1)] : fields);
}

function fieldOf(cell: Cell, type: CellType): CsvField {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (type === 'money') return { numeral: signedDecimal(cell) };
  return { numeral: String(type === 'percent' ? Number(cell.toFixed(DECIMALS_OF_PERCENT)) : cell) };
}

/** A title with the unit of its numbers: a percent sign does not follow them. */
function titleWithUnit(title: string, type: CellType, currency: string): string {
  return type === 'percent' && !title.includes('%')
    ? `${title} (%)`
    : titleWithCurrency(title, type, currency);
}
