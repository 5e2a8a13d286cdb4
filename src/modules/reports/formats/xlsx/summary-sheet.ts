import type { ReportDocument } from '../../report-document.js';
import { momentInWords, periodInWords, titleWithCurrency } from '../words.js';
import { headCell, type SheetRow, textCell, typedCell, wrappedCell } from './cells.js';
import type { WorkbookSheet } from './workbook-sheet.js';

const [LABELS, TEXTS] = [34, 60];

/** What the report is, its figures, and what a reader should know. */
export function summarySheet(name: string, document: ReportDocument, madeAt: Date): WorkbookSheet {
  const { title, facts, currency, totals, notes } = document;
  const rows: SheetRow[] = [
    [{ ...textCell(title), fontWeight: 'bold', fontSize: 16, height: 26 }],
    [textCell('Period'), textCell(periodInWords(document))],
    ...facts.map(({ label, text }) => [textCell(label), wrappedCell(text, TEXTS)]),
    [textCell('Currency'), textCell(currency.toUpperCase())],
    [textCell('Made'), textCell(momentInWords(madeAt))],
  ];
  if (totals.length > 0) rows.push([], [headCell('Totals', 'left'), headCell('', 'right')]);
  for (const { label, type, value } of totals) {
    const cell = typedCell(value, type);
    rows.push([textCell(titleWithCurrency(label, type, currency)), cell && { ...cell, align: 'left' }]);
  }
  if (notes.length > 0) rows.push([], [headCell('Notes', 'left'), headCell('', 'left')]);
  for (const note of notes) rows.push([{ ...wrappedCell(note, LABELS + TEXTS), columnSpan: 2 }, null]);
  return { name, rows, widths: [LABELS, TEXTS], frozenRows: 0, isWide: false, results: new Map() };
}
