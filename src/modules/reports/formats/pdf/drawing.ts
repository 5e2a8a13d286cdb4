import type { Sheet } from './sheet.js';
import { type TextStyle, INK, LEADING } from './page-style.js';

/** Draws something, and tells after each piece how many pieces that was: others may have their turn there. */
export type Drawing = Generator<number, void>;

export const SECTION: TextStyle = { font: 'bold', size: 11, color: INK };

/** What stands between two sections. */
export const GAP = 20;

/** Turns the page where something would not fit on what is left of it, though it fits on an empty one. */
export function makeRoom(sheet: Sheet, height: number): void {
  if (height > sheet.room && sheet.y > 0 && sheet.room < sheet.fullRoom) sheet.turn();
}

/** Lines of text below each other; what comes next begins below them. */
export function writeLines(sheet: Sheet, lines: readonly string[], x: number, style: TextStyle): void {
  for (const line of lines) {
    sheet.write(line, [x, sheet.y], style);
    sheet.y += style.size * LEADING;
  }
}
