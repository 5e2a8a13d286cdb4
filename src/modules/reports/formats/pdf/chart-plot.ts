import { FAINT, type TextStyle } from './page-style.js';

/** Where the figures of a chart stand: the corner at the upper left, and the axis from bottom to top. */
export interface Plot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How wide the place of one label is. */
  readonly slot: number;
  readonly yOf: (value: number) => number;
}

export const CHART_TEXT: TextStyle = { font: 'regular', size: 7, color: FAINT };
