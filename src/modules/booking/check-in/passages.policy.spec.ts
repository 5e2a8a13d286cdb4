import fc from 'fast-check';
import { type Direction, judge, type Passage } from './passages.policy.js';

const at = (minute: number, direction: Direction = 'in'): Passage => ({
  direction,
  at: new Date(minute * 60_000),
});

describe('A scan', () => {
  it('counts where nobody came before', () => {
    expect(judge([], at(5))).toMatchObject({ accepted: true, superseded: [], passages: [null] });
  });

  it.each([
    ['a second entry', [at(1)], at(2)],
    ['an entry at the same moment', [at(1)], at(1)],
    ['an exit of somebody who never came in', [], at(2, 'out')],
    ['a second exit', [at(1), at(2, 'out')], at(3, 'out')],
  ])('does not count: %s', (_, former, scan) => {
    expect(judge(former, scan)).toMatchObject({
      accepted: false,
      against: former.at(-1) ?? null,
      passages: former,
    });
  });

  it.each([
    ['an exit', [at(1)], at(2, 'out')],
    ['an entry after an exit', [at(1), at(2, 'out')], at(3)],
  ])('counts: %s', (_, former, scan) => {
    expect(judge(former, scan)).toMatchObject({
      accepted: true,
      superseded: [],
      passages: [...former, null],
    });
  });

  it('that was made earlier than one that is known takes its place', () => {
    const [later, exit] = [at(5), at(90, 'out')];

    expect(judge([later, exit], at(3))).toEqual({
      accepted: true,
      against: null,
      superseded: [later],
      passages: [null, exit],
    });
  });

  it('contradicts the one before it, not one that came later', () => {
    const [first, exit, again] = [at(1), at(10, 'out'), at(20)];

    expect(judge([first, exit, again], at(5))).toMatchObject({ accepted: false, against: first });
    expect(judge([first, exit, again], at(15))).toMatchObject({ accepted: true, superseded: [again] });
  });

  it('leaves in and out alternating, and the first entry the earliest, in whatever order scans become known', () => {
    const scan = fc.record({
      direction: fc.constantFrom<Direction>('in', 'out'),
      at: fc.integer({ min: 0, max: 20 }).map((minute) => new Date(minute * 60_000)),
    });
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 12 }), (scans) => {
        let counted: Passage[] = [];
        for (const one of scans) counted = judge(counted, one).passages.map((passage) => passage ?? one);

        for (const [index, passage] of counted.entries()) {
          expect(passage.direction).toBe(index % 2 === 0 ? 'in' : 'out');
          if (index > 0) expect(passage.at >= (counted[index - 1] as Passage).at).toBe(true);
        }
        const entries = scans
          .filter(({ direction }) => direction === 'in')
          .map(({ at: when }) => when.getTime());
        if (entries.length > 0) expect(counted[0]?.at.getTime()).toBe(Math.min(...entries));
      }),
    );
  });
});
