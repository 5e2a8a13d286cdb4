import type { ReportDocument } from '../../report-document.js';
import { momentInWords, periodInWords } from '../words.js';
import { type Drawing, writeLines } from './drawing.js';
import { FAINT, INK, RULE, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { drawable, wrap } from './wrapping.js';

const HOUSE: TextStyle = { font: 'bold', size: 8, color: FAINT };
const TITLE: TextStyle = { font: 'bold', size: 20, color: INK };
const PERIOD: TextStyle = { font: 'regular', size: 12, color: INK };
const LABEL: TextStyle = { font: 'regular', size: 8, color: FAINT };
const TEXT: TextStyle = { font: 'regular', size: 8, color: INK };
const LABEL_SHARE = 0.3;
const LINES_OF_TITLE = 3;
const LINES_OF_FACT = 4;

/** What the report is, of which days, and what it was made for. */
export function* drawTitleBlock(sheet: Sheet, document: ReportDocument, madeAt: Date): Drawing {
  const { left, right, width } = sheet;
  writeLines(sheet, ['ONLINE CINEMA'], left, HOUSE);
  sheet.y += 4;
  writeLines(sheet, wrap(drawable(document.title), width, LINES_OF_TITLE, sheet.measure(TITLE)), left, TITLE);
  sheet.y += 2;
  writeLines(sheet, [periodInWords(document)], left, PERIOD);
  sheet.y += 8;
  const facts = [
    ...document.facts,
    { label: 'Amounts in', text: document.currency.toUpperCase() },
    { label: 'Made', text: momentInWords(madeAt) },
  ];
  for (const fact of facts) {
    drawFact(sheet, fact);
    yield 1;
  }
  sheet.y += 6;
  sheet.line(
    [
      [left, sheet.y],
      [right, sheet.y],
    ],
    { color: RULE, width: 0.75 },
  );
  sheet.y += 14;
}

function drawFact(sheet: Sheet, { label, text }: { label: string; text: string }): void {
  const aside = Math.min(150, sheet.width * LABEL_SHARE);
  const top = sheet.y;
  writeLines(
    sheet,
    wrap(drawable(label), aside - 10, LINES_OF_FACT, sheet.measure(LABEL)),
    sheet.left,
    LABEL,
  );
  const below = sheet.y;
  sheet.y = top;
  const lines = wrap(drawable(text), sheet.width - aside, LINES_OF_FACT, sheet.measure(TEXT));
  writeLines(sheet, lines, sheet.left + aside, TEXT);
  sheet.y = Math.max(sheet.y, below) + 1.5;
}
