import type { ReportDocument, ReportFigure } from '../../report-document.js';
import { cellInWords, titleWithCurrency } from '../words.js';
import { type Drawing, GAP, makeRoom } from './drawing.js';
import { FAINT, INK, LEADING, PALE, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { cut, drawable, wrap } from './wrapping.js';

const LABEL: TextStyle = { font: 'regular', size: 7.5, color: FAINT };
const VALUE: TextStyle = { font: 'bold', size: 13, color: INK };
const SMALLEST_VALUE = 8;
const LEAST_WIDTH = 118;
const MOST_WIDTH = 220;
const PADDING = 8;
const BETWEEN = 8;
const LINES_OF_LABEL = 2;
const CARD_HEIGHT = 2 * PADDING + LINES_OF_LABEL * LABEL.size * LEADING + VALUE.size * LEADING;

/** The figures of the whole report, each on a card. */
export function* drawTotals(sheet: Sheet, { totals, currency }: ReportDocument): Drawing {
  if (totals.length === 0) return;
  const most = Math.max(1, Math.floor((sheet.width + BETWEEN) / (LEAST_WIDTH + BETWEEN)));
  const rows = Math.ceil(totals.length / most);
  const inRow = Math.ceil(totals.length / rows);
  const width = Math.min(MOST_WIDTH, (sheet.width - (inRow - 1) * BETWEEN) / inRow);
  for (let first = 0; first < totals.length; first += inRow) {
    makeRoom(sheet, CARD_HEIGHT);
    for (const [at, figure] of totals.slice(first, first + inRow).entries()) {
      drawCard(sheet, sheet.left + at * (width + BETWEEN), width, figure, currency);
    }
    sheet.y += CARD_HEIGHT + BETWEEN;
    yield 1;
  }
  sheet.y += GAP - BETWEEN;
}

function drawCard(sheet: Sheet, x: number, width: number, figure: ReportFigure, currency: string): void {
  const { label, type, value } = figure;
  const inner = width - 2 * PADDING;
  sheet.fill([x, sheet.y], width, CARD_HEIGHT, PALE);
  const title = titleWithCurrency(label, type, currency);
  const lines = wrap(drawable(title), inner, LINES_OF_LABEL, sheet.measure(LABEL));
  for (const [at, line] of lines.entries()) {
    sheet.write(line, [x + PADDING, sheet.y + PADDING + at * LABEL.size * LEADING], LABEL);
  }
  const text = drawable(cellInWords(value, type));
  let style = VALUE;
  while (style.size > SMALLEST_VALUE && sheet.measure(style)(text) > inner) {
    style = { ...style, size: style.size - 1 };
  }
  const y = sheet.y + CARD_HEIGHT - PADDING - VALUE.size * LEADING + 2;
  sheet.write(cut(text, inner, sheet.measure(style)), [x + PADDING, y], style);
}
