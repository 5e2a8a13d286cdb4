import type { ReportDocument } from '../../report-document.js';
import { Pace } from '../pace.js';
import type { RenderingOptions } from '../rendering.js';
import type { SheetRow } from './cells.js';
import { chartSheet } from './chart-sheet.js';
import { sheetNames } from './sheet-names.js';
import { summarySheet } from './summary-sheet.js';
import { tableSheet } from './table-sheet.js';
import type { WorkbookSheet } from './workbook-sheet.js';
import { WorkbookThread } from './workbook-thread.js';

/** How many rows go to the thread at once. */
const ROWS_OF_PART = 100;

/** A report as a workbook: a summary, a sheet for each table, and the points of the charts. */
export async function* xlsxOf(
  document: ReportDocument,
  { madeAt, advance }: RenderingOptions,
): AsyncGenerator<Uint8Array> {
  const rows = document.tables.reduce((sum, table) => sum + table.rows.length, 0);
  const pace = new Pace(rows, advance);
  const thread = new WorkbookThread();
  try {
    for (const sheet of sheetsOf(document, madeAt)) {
      for (const part of partsOf(sheet.rows)) {
        thread.addRows(part);
        await pace.did(part.length);
      }
      thread.endSheet(sheet);
    }
    yield await thread.finish();
  } finally {
    await thread.stop();
  }
}

function* sheetsOf(document: ReportDocument, madeAt: Date): Generator<WorkbookSheet> {
  const { tables, charts, currency } = document;
  const wanted = ['Summary', 'Chart data', ...tables.map(({ name }) => name)];
  const [summary = '', chartData = '', ...names] = sheetNames(wanted);
  yield summarySheet(summary, document, madeAt);
  for (const [index, table] of tables.entries()) yield tableSheet(names[index] ?? '', table, currency);
  if (charts.length > 0) yield chartSheet(chartData, charts, currency);
}

function* partsOf(rows: Iterable<SheetRow>): Generator<readonly SheetRow[]> {
  let part: SheetRow[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < ROWS_OF_PART) continue;
    yield part;
    part = [];
  }
  yield part;
}
