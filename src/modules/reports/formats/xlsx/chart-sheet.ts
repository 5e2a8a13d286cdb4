import type { ReportChart } from '../../report-document.js';
import { titleWithCurrency } from '../words.js';
import { columnWidth, headCell, type SheetRow, textCell, typedCell } from './cells.js';
import type { WorkbookSheet } from './workbook-sheet.js';

/** The points of all charts below each other, each as a range that can be selected and drawn. */
export function chartSheet(name: string, charts: readonly ReportChart[], currency: string): WorkbookSheet {
  const data: SheetRow[] = [];
  for (const { title, type, series, points } of charts) {
    if (data.length > 0) data.push([]);
    data.push([{ ...textCell(titleWithCurrency(title, type, currency)), fontWeight: 'bold' }]);
    data.push([headCell('Label', 'left'), ...series.map((text) => headCell(text, 'right'))]);
    for (const { label, values } of points) {
      data.push([labelCell(label), ...values.map((value) => typedCell(value, type))]);
    }
  }
  const labels = charts.flatMap(({ points }) => points.map(({ label }) => label));
  const most = Math.max(0, ...charts.map(({ series }) => series.length));
  const widths = [columnWidth('Label', labels, 'text'), ...Array.from({ length: most }, () => 16)];
  return { name, rows: data, widths, frozenRows: 0, isWide: false, results: new Map() };
}

const labelCell = (label: string): SheetRow[number] =>
  typedCell(label, /^\d{4}-\d\d-\d\d$/.test(label) ? 'date' : 'text');
