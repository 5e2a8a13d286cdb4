/** How a text looks. */
export interface TextStyle {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
}

/** How a line looks. */
export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

export type Point = readonly [x: number, y: number];

export const INK = '#1A1A1A';
export const FAINT = '#5A6068';
export const RULE = '#B8BEC6';
export const PALE = '#F3F5F8';

/** What a line of text is high, in parts of its size. */
export const LEADING = 1.25;
