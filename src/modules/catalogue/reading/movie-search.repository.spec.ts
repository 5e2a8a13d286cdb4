import fc from 'fast-check';
import { isOneErrorAway } from './movie-search.repository.js';

const letters = fc.constantFrom(...'abcdé');
const word = (minLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: letters, minLength, maxLength: 10 });

/** The textbook's table: insertions, deletions, substitutions and swaps of neighbours, each letter edited once. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
        row > 1 && column > 1 && swapped ? at(row - 2, column - 2) + 1 : Infinity,
      );
      table[row]?.splice(column, 1, best);
    }
  }
  return at(a.length, b.length);
}

describe('isOneErrorAway', () => {
  it.each([
    ['godfather', 'godfahter', true],
    ['godfather', 'godfater', true],
    ['godfather', 'goodfather', true],
    ['godfather', 'godfether', true],
    ['godfather', 'ogdfather', true],
    ['godfather', 'odfather', true],
    ['godfather', 'godfathers', true],
    ['godfather', 'dogfather', false],
    ['godfather', 'godfath', false],
    ['godfather', 'godafhter', false],
    ['heat', 'haet', true],
    ['heat', 'tahe', false],
    ['heat', '', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isOneErrorAway(a, b)).toBe(expected);
    expect(isOneErrorAway(b, a)).toBe(expected);
  });

  it('forgives any one error', () => {
    fc.assert(
      fc.property(word(2), fc.nat(), letters, (typed, seed, other) => {
        const at = seed % typed.length;
        const before = typed.slice(0, at);
        const after = typed.slice(at + 1);
        const edits = [
          before + after,
          before + other + after,
          before + other + typed.slice(at),
          typed + other,
          before + after.slice(0, 1) + typed.charAt(at) + after.slice(1),
        ];
        for (const edited of edits) {
          expect(isOneErrorAway(typed, edited)).toBe(true);
          expect(isOneErrorAway(edited, typed)).toBe(true);
        }
      }),
    );
  });

  it('agrees with the Damerau–Levenshtein distance', () => {
    const short = fc.string({ unit: fc.constantFrom(...'ab'), maxLength: 6 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(isOneErrorAway(a, b)).toBe(distance(a, b) <= 1);
      }),
      { numRuns: 2_000 },
    );
  });
});
