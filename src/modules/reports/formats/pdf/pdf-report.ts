import type { ReportDocument } from '../../report-document.js';
import { Pace } from '../pace.js';
import type { RenderingOptions } from '../rendering.js';
import { momentInWords, periodInWords } from '../words.js';
import { drawChart } from './chart.js';
import type { Drawing } from './drawing.js';
import { drawNotes } from './notes.js';
import { reportFonts } from './report-fonts.js';
import { openPdf } from './open-pdf.js';
import { type Margins, Sheet } from './sheet.js';
import { drawTable } from './table.js';
import { fitsWith } from './table-columns.js';
import { drawTitleBlock } from './title-block.js';
import { drawTotals } from './totals-grid.js';
import { drawable } from './wrapping.js';

/**
 * A report as PDF on A4, wide where a table asks for it. It is drawn twice, first without a trace: then the number of pages is known,
 * and each page can leave when it is full.
 */
export async function* pdfOf(
  document: ReportDocument,
  { madeAt, advance }: RenderingOptions,
): AsyncGenerator<Uint8Array> {
  const pdf = openPdf(document.title, madeAt, await reportFonts());
  const margins: Margins = {
    title: drawable(document.title),
    period: periodInWords(document),
    madeAt: momentInWords(madeAt),
  };
  const pace = new Pace(2 * piecesOf(document), advance);
  // Fonts are taken apart at their first use, which takes a turn each.
  for (const font of ['regular', 'bold']) {
    pdf.font(font).widthOfString('A');
    await pace.did(1);
  }
  const tall = new Sheet(pdf, margins, false, undefined);
  const isWide = document.tables.some((table) => !fitsWith(tall, table));
  const draft = new Sheet(pdf, margins, isWide, undefined);
  for (const pieces of drawReport(draft, document, madeAt)) await pace.did(pieces);
  const sheet = new Sheet(pdf, margins, isWide, draft.page);
  for (const pieces of drawReport(sheet, document, madeAt)) {
    await pace.did(pieces);
    yield* writtenBy(pdf);
  }
  pdf.end();
  yield* writtenBy(pdf);
}

function piecesOf({ tables, charts }: ReportDocument): number {
  const points = charts.reduce((sum, chart) => sum + chart.points.length, 0);
  return tables.reduce((sum, { rows }) => sum + rows.length, points);
}

function* drawReport(sheet: Sheet, document: ReportDocument, madeAt: Date): Drawing {
  sheet.turn();
  yield* drawTitleBlock(sheet, document, madeAt);
  yield* drawTotals(sheet, document);
  yield* drawNotes(sheet, document.notes);
  for (const chart of document.charts) yield* drawChart(sheet, chart, document.currency);
  for (const table of document.tables) yield* drawTable(sheet, table);
}

function* writtenBy(pdf: PDFKit.PDFDocument): Generator<Uint8Array> {
  for (let chunk: unknown = pdf.read(); chunk instanceof Uint8Array; chunk = pdf.read()) yield chunk;
}
