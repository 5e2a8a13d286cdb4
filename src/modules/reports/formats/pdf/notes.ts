import { type Drawing, GAP, makeRoom, SECTION, writeLines } from './drawing.js';
import { INK, LEADING, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { drawable, wrap } from './wrapping.js';

const TEXT: TextStyle = { font: 'regular', size: 8.5, color: INK };
const INDENT = 12;
const LINES_OF_NOTE = 12;

/** What a reader should know before the figures are believed. */
export function* drawNotes(sheet: Sheet, notes: readonly string[]): Drawing {
  if (notes.length === 0) return;
  const wrapped = notes.map((note) =>
    wrap(drawable(note), sheet.width - INDENT, LINES_OF_NOTE, sheet.measure(TEXT)),
  );
  const head = SECTION.size * LEADING + 6;
  const heightOf = (lines: readonly string[] = []): number => lines.length * TEXT.size * LEADING + 3;
  makeRoom(sheet, head + heightOf(wrapped[0]));
  sheet.bookmark('Notes');
  writeLines(sheet, ['Notes'], sheet.left, SECTION);
  sheet.y += 6;
  for (const lines of wrapped) {
    makeRoom(sheet, heightOf(lines));
    sheet.write('\u2022', [sheet.left, sheet.y], TEXT);
    writeLines(sheet, lines, sheet.left + INDENT, TEXT);
    sheet.y += 3;
    yield 1;
  }
  sheet.y += GAP;
}
