import fc from 'fast-check';
import type { Seat } from '../../theatre/index.js';
import { freeRuns, idsOf, leftAlone } from './free-runs.js';
import { aRow, named } from '../../../../test/support/seat-rows.js';
import { strandingOf } from './stranding.policy.js';

/** What is wrong with taking seats of a row such as "..x._..": free, taken, gap; `o` is a place for a wheelchair. */
function judge(row: string, chosen: readonly number[]): { stranded: string; instead: string } | undefined {
  const { seats, taken } = aRow(row);
  const found = strandingOf(
    seats,
    taken,
    seats.filter(({ number }) => chosen.includes(number)),
  );
  return found && { stranded: named(found.stranded), instead: named(found.instead) };
}

describe('The single-seat rule', () => {
  it.each([
    ['the second of a row', '......', [2], 'A1', 'A1'],
    ['the last but one', '......', [5], 'A6', 'A4'],
    ['two with one between', '......', [1, 3], 'A2', 'A1 A2'],
    ['one beside a taken one', '.x...', [4], 'A3 A5', 'A3'],
    ['one before a gap', '...._..', [3], 'A4', 'A4'],
    ['two in the middle of four', '....', [2, 3], 'A1 A4', 'A1 A2'],
  ])('refuses %s', (_, row, chosen, stranded, instead) => {
    expect(judge(row, chosen)).toEqual({ stranded, instead });
  });

  it.each([
    ['the first of a row', '......', [1]],
    ['a whole row', '......', [1, 2, 3, 4, 5, 6]],
    ['a seat with two free ones on both sides', '.....', [3]],
    ['one of the last two: it cannot be avoided', 'x..x', [2]],
    ['two of the last three: it cannot be avoided', 'x...x', [2, 3]],
    ['what leaves a place for a wheelchair alone', 'o.....', [2]],
    ['a seat beside one that was alone before', '.x....', [3]],
    ['both ends of an aisle', '..._...', [3, 4]],
  ])('allows %s', (_, row, chosen) => {
    expect(judge(row, chosen)).toBeUndefined();
  });

  it('judges each row by itself', () => {
    const front = aRow('....', { row: 'A', rowPosition: 0 });
    const back = aRow('....', { row: 'B', rowPosition: 1, firstId: 100 });
    const seats = [...front.seats, ...back.seats];
    const chosen = seats.filter(({ row, number }) => (row === 'A' ? number === 1 : number === 2));
    const found = strandingOf(seats, new Set(), chosen);

    expect(named(found?.stranded ?? [])).toBe('B1');
    expect(named(found?.instead ?? [])).toBe('A1 B1');
  });

  it('never names a way out that is none: as many free seats, which it allows', () => {
    fc.assert(
      fc.property(rowAndChoice, ({ seats, taken, chosen }) => {
        const found = strandingOf(seats, taken, chosen);
        if (!found) return;
        const instead = idsOf(found.instead);
        expect(instead.size).toBe(chosen.length);
        expect([...instead].some((id) => taken.has(id))).toBe(false);
        expect(strandingOf(seats, taken, found.instead)).toBeUndefined();
      }),
    );
  });

  it('leaves nobody alone whom it could have kept company', () => {
    fc.assert(
      fc.property(rowAndChoice, ({ seats, taken, chosen }) => {
        const wanted = idsOf(chosen);
        const avoidable = freeRuns(seats, taken).filter(
          (run) =>
            run.length - run.filter(({ id }) => wanted.has(id)).length > 1 &&
            run.some(({ id }) => wanted.has(id)),
        );
        const alone = avoidable.flatMap((run) => leftAlone(run, wanted));
        expect(named(strandingOf(seats, taken, chosen)?.stranded ?? [])).toBe(named(alone));
      }),
    );
  });
});

const rowAndChoice = fc
  .array(fc.constantFrom('.', '.', '.', 'x', '_', 'o'), { minLength: 1, maxLength: 14 })
  .map((signs) => aRow(signs.join('')))
  .filter(({ seats, taken }) => seats.some(({ id }) => !taken.has(id)))
  .chain(({ seats, taken }) =>
    fc
      .subarray<Seat>(
        seats.filter(({ id }) => !taken.has(id)),
        { minLength: 1 },
      )
      .map((chosen) => ({ seats, taken, chosen })),
  );
