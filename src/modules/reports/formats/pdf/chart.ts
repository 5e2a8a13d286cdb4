import type { ReportChart } from '../../report-document.js';
import { cellInWords, thousandsApart, titleWithCurrency } from '../words.js';
import { type Axis, axisOf } from './axis.js';
import { CHART_TEXT, type Plot } from './chart-plot.js';
import { drawBars } from './chart-bars.js';
import { drawLabels } from './chart-labels.js';
import { drawLegend, legendHeight } from './chart-legend.js';
import { drawLines } from './chart-lines.js';
import { type Drawing, GAP, makeRoom, SECTION, writeLines } from './drawing.js';
import { FAINT, INK, LEADING, RULE, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { cut, drawable } from './wrapping.js';

const EMPTY: TextStyle = { font: 'regular', size: 8.5, color: FAINT };
const PLOT_HEIGHT = 140;
const MOST_STEPS = 5;
const TITLE_HEIGHT = SECTION.size * LEADING + 6;
const LABELS_HEIGHT = 2 * CHART_TEXT.size * LEADING + 8;

/** A chart with its title, its legend where there are several series, and the labels of both axes. */
export function* drawChart(sheet: Sheet, chart: ReportChart, currency: string): Drawing {
  const legend = chart.series.length > 1 ? legendHeight(sheet, chart.series) : 0;
  makeRoom(sheet, TITLE_HEIGHT + legend + PLOT_HEIGHT + LABELS_HEIGHT);
  const title = drawable(titleWithCurrency(chart.title, chart.type, currency));
  sheet.bookmark(title);
  writeLines(sheet, [cut(title, sheet.width, sheet.measure(SECTION))], sheet.left, SECTION);
  sheet.y += 6;
  if (chart.points.length === 0) {
    writeLines(sheet, ['There is nothing to show.'], sheet.left, EMPTY);
    sheet.y += GAP;
    return;
  }
  if (legend > 0) drawLegend(sheet, chart);
  const axis = axisOf(valuesOf(chart), MOST_STEPS, smallestStep(chart));
  const plot = drawGrid(sheet, axis, chart);
  yield 0;
  yield* chart.kind === 'bars' ? drawBars(sheet, plot, chart) : drawLines(sheet, plot, chart);
  const zero = plot.yOf(0);
  sheet.line(
    [
      [plot.x, zero],
      [plot.x + plot.width, zero],
    ],
    { color: INK, width: 0.75 },
  );
  const labels = chart.points.map(({ label }) => label);
  drawLabels(sheet, plot, labels);
  sheet.y = plot.y + PLOT_HEIGHT + LABELS_HEIGHT + GAP;
}

function* valuesOf({ points }: ReportChart): Generator<number> {
  for (const { values } of points) yield* values;
}

/** Money is marked in cents at least, what is counted in ones, percent in tenths. */
function smallestStep({ type }: ReportChart): number {
  return type === 'percent' ? 0.1 : 1;
}

function drawGrid(sheet: Sheet, axis: Axis, chart: ReportChart): Plot {
  const measure = sheet.measure(CHART_TEXT);
  const marks = axis.marks.map((mark) => markInWords(mark, axis.step, chart.type));
  const aside = Math.max(...marks.map(measure)) + 6;
  const [x, y] = [sheet.left + aside, sheet.y + 4];
  const [width, height] = [sheet.width - aside, PLOT_HEIGHT - 4];
  const yOf = (value: number): number => y + height - ((value - axis.low) / (axis.high - axis.low)) * height;
  for (const [at, mark] of axis.marks.entries()) {
    const level = yOf(mark);
    sheet.line(
      [
        [x, level],
        [x + width, level],
      ],
      { color: RULE, width: 0.35 },
    );
    sheet.write(marks[at] ?? '', [x - 6, level - CHART_TEXT.size * 0.6], CHART_TEXT, 'right');
  }
  return { x, y, width, height, slot: width / chart.points.length, yOf };
}

/** Whole numbers without what stands behind the point, where all marks are whole. */
function markInWords(mark: number, step: number, type: ReportChart['type']): string {
  if (type === 'money' && step % 100 === 0) return cellInWords(mark / 100, 'integer');
  if (type === 'percent' && Number.isInteger(step)) return `${thousandsApart(String(Math.round(mark)))}%`;
  return cellInWords(mark, type);
}
