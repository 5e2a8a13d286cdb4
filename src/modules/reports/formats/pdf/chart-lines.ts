import type { ReportChart } from '../../report-document.js';
import { styleOfSeries } from './chart-colors.js';
import type { Plot } from './chart-plot.js';
import type { Drawing } from './drawing.js';
import type { Point } from './page-style.js';
import type { Sheet } from './sheet.js';

/** Up to how many points each is marked. */
const MOST_MARKED = 40;
const MARK = 3;

/** Whether there is room for marks and dashes. */
export const isMarkable = ({ length }: ReportChart['points']): boolean => length <= MOST_MARKED;

/** A line for each series; points are marked while there are few of them. */
export function* drawLines(sheet: Sheet, plot: Plot, { points, series }: ReportChart): Drawing {
  const isMarked = isMarkable(points);
  for (const index of series.keys()) {
    const { color, dash } = styleOfSeries(index);
    const line = points.map(({ values }, at): Point => [
      plot.x + (at + 0.5) * plot.slot,
      plot.yOf(values[index] ?? 0),
    ]);
    sheet.line(line, isMarked ? { color, width: 1.5, dash } : { color, width: 1 });
    if (isMarked) {
      for (const [x, y] of line) sheet.fill([x - MARK / 2, y - MARK / 2], MARK, MARK, color);
    }
    yield 0;
  }
  yield points.length;
}
