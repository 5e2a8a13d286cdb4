import type { ReportChart } from '../../report-document.js';
import { styleOfSeries } from './chart-colors.js';
import { isMarkable } from './chart-lines.js';
import { INK, LEADING, type TextStyle } from './page-style.js';
import type { Sheet } from './sheet.js';
import { cut, drawable } from './wrapping.js';

const TEXT: TextStyle = { font: 'regular', size: 7.5, color: INK };
const SWATCH = 14;
const BETWEEN = 16;
const LONGEST = 160;
const ROW = TEXT.size * LEADING + 3;

/** A series in the legend, from the left edge and the top of it. */
interface Entry {
  readonly name: string;
  readonly x: number;
  readonly row: number;
}

export function legendHeight(sheet: Sheet, series: readonly string[]): number {
  return ((entriesOf(sheet, series).at(-1)?.row ?? 0) + 1) * ROW + 4;
}

/** Which series is which; what comes next begins below. */
export function drawLegend(sheet: Sheet, { series, kind, points }: ReportChart): void {
  for (const [index, { name, x, row }] of entriesOf(sheet, series).entries()) {
    const { color, dash } = styleOfSeries(index);
    const [left, top] = [sheet.left + x, sheet.y + row * ROW];
    const middle = top + TEXT.size * 0.6;
    if (kind === 'bars') sheet.fill([left + 4, middle - 3.5], 7, 7, color);
    else {
      sheet.line(
        [
          [left, middle],
          [left + SWATCH - 3, middle],
        ],
        isMarkable(points) ? { color, width: 1.5, dash } : { color, width: 1.5 },
      );
    }
    sheet.write(name, [left + SWATCH, top], TEXT);
  }
  sheet.y += legendHeight(sheet, series);
}

function entriesOf(sheet: Sheet, series: readonly string[]): Entry[] {
  const measure = sheet.measure(TEXT);
  let [x, row] = [0, 0];
  return series.map((text) => {
    const name = cut(drawable(text), LONGEST, measure);
    const width = SWATCH + measure(name);
    if (x > 0 && x + width > sheet.width) [x, row] = [0, row + 1];
    const entry = { name, x, row };
    x += width + BETWEEN;
    return entry;
  });
}
