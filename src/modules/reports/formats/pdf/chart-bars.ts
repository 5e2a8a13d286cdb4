import type { ReportChart } from '../../report-document.js';
import { styleOfSeries } from './chart-colors.js';
import type { Plot } from './chart-plot.js';
import type { Drawing } from './drawing.js';
import type { Sheet } from './sheet.js';

/** What of its place a group of bars takes. */
const SHARE = 0.76;
const WIDEST_BAR = 34;

/** A group of bars for each point. */
export function* drawBars(sheet: Sheet, plot: Plot, { points, series }: ReportChart): Drawing {
  const width = Math.min(WIDEST_BAR, (plot.slot * SHARE) / Math.max(1, series.length));
  const zero = plot.yOf(0);
  for (const [at, { values }] of points.entries()) {
    const middle = plot.x + (at + 0.5) * plot.slot;
    for (const [index, value] of values.entries()) {
      const level = plot.yOf(value);
      const x = middle + (index - values.length / 2) * width;
      if (value !== 0) {
        sheet.fill([x, Math.min(level, zero)], width, Math.abs(level - zero), styleOfSeries(index).color);
      }
    }
    yield 1;
  }
}
