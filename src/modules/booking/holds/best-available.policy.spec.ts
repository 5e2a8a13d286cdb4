import fc from 'fast-check';
import { drawnHall, named } from '../../../../test/support/seat-rows.js';
import { bestAvailable, mostAvailable } from './best-available.policy.js';
import { strandingOf } from './stranding.policy.js';

function best(rows: readonly string[], count: number): string {
  const { seats, taken } = drawnHall(rows);
  return named(bestAvailable(seats, taken, { count })[0] ?? []);
}

const EMPTY = Array.from({ length: 7 }, () => '.'.repeat(9));

describe('The best available seats', () => {
  it('are two thirds back in the middle of an empty hall', () => {
    expect(best(EMPTY, 3)).toBe('E4 E5 E6');
  });

  it('are in the nearest row where the best one is full', () => {
    expect(best(EMPTY.with(4, 'xxxxxxxxx'), 3)).toMatch(/^[DF]4 [DF]5 [DF]6$/);
  });

  it('lie beside each other, on no two sides of a gap', () => {
    expect(best(['...._....'], 4)).toMatch(/^(A1 A2 A3 A4|A5 A6 A7 A8)$/);
    expect(best(['.._..'], 3)).toBe('');
  });

  it('leave nobody alone, as long as there are others', () => {
    expect(best(['....'], 2)).toBe('A1 A2');
    expect(best(['......', 'x...xx'], 2)).toBe('A3 A4');
  });

  it('leave somebody alone where it cannot be avoided', () => {
    expect(best(['x...x'], 2)).toBe('A2 A3');
  });

  it('are not those for wheelchairs, and those beside them last', () => {
    expect(best(['.oo.'], 2)).toBe('');
    expect(best(['occ..'], 2)).toBe('A4 A5');
  });

  it('are of the kind that was asked for', () => {
    const { seats, taken } = drawnHall(EMPTY);
    const mixed = seats.map((seat) => (seat.row === 'B' ? { ...seat, category: 'premium' as const } : seat));

    expect(named(bestAvailable(mixed, taken, { count: 2, category: 'premium' })[0] ?? [])).toMatch(/^B/);
    expect(bestAvailable(mixed, taken, { count: 2, category: 'loveseat' })).toEqual([]);
  });

  it('come with how many can be had at most', () => {
    const { seats, taken } = drawnHall(['..x...', 'xxxxx.']);

    expect(mostAvailable(seats, taken, { count: 5 })).toBe(3);
    expect(mostAvailable(seats, new Set(seats.map(({ id }) => id)), { count: 5 })).toBe(0);
  });

  it('are always free, side by side in a row, and fair', () => {
    const hall = fc.array(
      fc.array(fc.constantFrom('.', '.', '.', 'x', '_', 'o', 'c'), { minLength: 1, maxLength: 12 }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(hall, fc.integer({ min: 1, max: 5 }), (signs, count) => {
        const { seats, taken } = drawnHall(signs.map((row) => row.join('')));
        for (const way of bestAvailable(seats, taken, { count })) {
          expect(way).toHaveLength(count);
          expect(way.some(({ id, accessible }) => taken.has(id) || accessible)).toBe(false);
          expect(new Set(way.map(({ rowPosition }) => rowPosition)).size).toBe(1);
          expect(way.map(({ position }) => position - (way[0]?.position ?? 0))).toEqual([...way.keys()]);
          expect(strandingOf(seats, taken, way)).toBeUndefined();
        }
      }),
    );
  });
});
