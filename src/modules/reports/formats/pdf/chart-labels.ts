import { dayInWords } from '../words.js';
import { labelStride } from './axis.js';
import { CHART_TEXT, type Plot } from './chart-plot.js';
import { LEADING } from './page-style.js';
import type { Sheet } from './sheet.js';
import { cut, drawable, wrap } from './wrapping.js';

const BETWEEN = 8;
const LINES = 2;
/** From this width on a label is written on two lines in its own place rather than left out. */
const WIDE_ENOUGH = 44;
const WIDEST = 110;

/** From so many days on, months are written instead. */
const MANY_DAYS = 60;

/** A label, and the place of its point. */
interface Label {
  readonly text: string;
  readonly at: number;
}

/** Labels below the axis: all of them where they fit on two lines, else every so many, and of many days their months. */
export function drawLabels(sheet: Sheet, plot: Plot, texts: readonly string[]): void {
  const labels = labelsOf(texts);
  const measure = sheet.measure(CHART_TEXT);
  const widest = Math.min(WIDEST, Math.max(0, ...labels.map(({ text }) => measure(text)))) + BETWEEN;
  const isRoomy = labels.length === texts.length && plot.slot >= Math.min(WIDE_ENOUGH, widest);
  const stride = isRoomy ? 1 : labelStride(labels.length, widest, plot.width);
  const room = (isRoomy ? plot.slot : widest) - BETWEEN / 2;
  let free = sheet.left;
  for (const { text, at } of labels.filter((_, index) => index % stride === 0)) {
    const lines = isRoomy ? wrap(text, room, LINES, measure) : [cut(text, room, measure)];
    const half = Math.max(...lines.map(measure)) / 2;
    const point = plot.x + (at + 0.5) * plot.slot;
    const middle = Math.min(Math.max(point, sheet.left + half), sheet.right - half);
    if (!isRoomy) drawTick(sheet, point, plot);
    if (middle - half < free) continue;
    free = middle + half + BETWEEN / 2;
    for (const [row, line] of lines.entries()) {
      const y = plot.y + plot.height + 5 + row * CHART_TEXT.size * LEADING;
      sheet.write(line, [middle, y], CHART_TEXT, 'center');
    }
  }
}

function labelsOf(texts: readonly string[]): readonly Label[] {
  const labels = texts.map((text, at) => ({ text, at }));
  const firsts = labels.filter(({ text }) => /^\d{4}-\d\d-01$/.test(text));
  const areMonths = texts.length >= MANY_DAYS && firsts.length > 1;
  return (areMonths ? firsts : labels).map(({ text, at }) => ({
    text: drawable(dayInWords(areMonths ? text.slice(0, 7) : text)),
    at,
  }));
}

function drawTick(sheet: Sheet, x: number, { y, height }: Plot): void {
  sheet.line(
    [
      [x, y + height],
      [x, y + height + 3],
    ],
    { color: CHART_TEXT.color, width: 0.5 },
  );
}
