/** How wide a text is. */
export type Measure = (text: string) => number;

const ELLIPSIS = '\u2026';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Controls and ends of lines, which have no picture. */
const WITHOUT_PICTURE = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/** Signs that turn the direction of what follows, and halves of signs. */
const NOT_TO_BE_DRAWN = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u00AD\uFEFF]|\p{Cs}/gu;

/** A text on one line, of signs that can be drawn. */
export function drawable(text: string): string {
  return text.replace(WITHOUT_PICTURE, ' ').replace(NOT_TO_BE_DRAWN, '').trim();
}

/** The text, cut to a width; with an ellipsis where it was cut. */
export function cut(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const signs = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const shortened = (count: number): string => signs.slice(0, count).join('').trimEnd() + ELLIPSIS;
  return shortened(longest(signs.length, (count) => measure(shortened(count)) <= width));
}

/**
 * Lines of a text, broken between words, and within a word that fills a line alone.
 * @param most what does not fit in so many lines is cut off
 */
export function wrap(text: string, width: number, most: number, measure: Measure): readonly string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < most - 1) {
    const line = firstLine(rest, width, measure);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  if (rest !== '') lines.push(cut(rest, width, measure));
  return lines;
}

function firstLine(text: string, width: number, measure: Measure): string {
  const words = text.split(/(?<= )/u);
  const fitting = longest(
    words.length,
    (count) => measure(words.slice(0, count).join('').trimEnd()) <= width,
  );
  if (fitting > 0) return words.slice(0, fitting).join('');
  const signs = Array.from(graphemes.segment(words[0] ?? text), ({ segment }) => segment);
  const count = longest(signs.length, (length) => measure(signs.slice(0, length).join('')) <= width);
  return signs.slice(0, Math.max(1, count)).join('');
}

/** The largest count that holds, where each smaller one does. */
function longest(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
