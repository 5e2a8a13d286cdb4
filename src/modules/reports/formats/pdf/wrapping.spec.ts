import fc from 'fast-check';
import { cut, drawable, wrap } from './wrapping.js';

/** As if all signs were one wide. */
const measure = (text: string): number => text.length;

describe('Text in a cell', () => {
  it('is broken between words', () => {
    expect(wrap('The Good, the Bad and the Ugly', 12, 3, measure)).toEqual([
      'The Good,',
      'the Bad and',
      'the Ugly',
    ]);
    expect(wrap('Alien', 12, 2, measure)).toEqual(['Alien']);
    expect(wrap('', 12, 2, measure)).toEqual(['']);
  });

  it('is broken within a word that is longer than a line', () => {
    expect(wrap('Llanfairpwllgwyngyll', 8, 3, measure)).toEqual(['Llanfair', 'pwllgwyn', 'gyll']);
  });

  it('ends with an ellipsis where it is cut', () => {
    expect(wrap('The Good, the Bad and the Ugly', 12, 2, measure)).toEqual([
      'The Good,',
      'the Bad and\u2026',
    ]);
    expect(cut('1234567', 4, measure)).toBe('123\u2026');
    expect(cut('1234567', 7, measure)).toBe('1234567');
  });

  it('is cut between signs, not within one', () => {
    expect(cut('👨‍👩‍👧 family', 4, measure)).toBe('\u2026');
    expect(cut('e\u0301e\u0301e\u0301', 4, measure)).toBe('e\u0301\u2026');
  });

  it('never takes more lines, or more room, than there is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 12, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (given, width, most) => {
          const lines = wrap(drawable(given), width, most, measure);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines)
            expect(line.length).toBeLessThanOrEqual(Math.max(width, longestSign(given)));
        },
      ),
    );
  });

  it('has no ends of lines, controls, halves of signs or signs that turn others round', () => {
    expect(drawable(' a\r\n\tb\u0000c\u2028d ')).toBe('a b c d');
    expect(drawable('evil\u202Efdp.exe\uD800')).toBe('evilfdp.exe');
  });
});

function longestSign(text: string): number {
  const signs = Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment.length);
  return Math.max(0, ...signs);
}
