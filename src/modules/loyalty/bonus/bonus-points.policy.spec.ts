import fc from 'fast-check';
import type { BonusLot } from './bonus.js';
import {
  accruedFor,
  drawFrom,
  lotsToReturn,
  payableWithPoints,
  takenBackFor,
} from './bonus-points.policy.js';

const amount = fc.integer({ min: 0, max: 9_999_999_999 });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('bonus points', () => {
  it('are a tenth of what was paid, rounded down', () => {
    expect(accruedFor(999, 10)).toBe(99);
    expect(accruedFor(9, 10)).toBe(0);
    expect(payableWithPoints(999, 50)).toBe(499);
  });

  it('are all taken back once all money went back, in however many steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1 }),
        amount,
        (steps, accrued) => {
          const paid = sum(steps);
          let back = 0;
          const taken = steps.map((step) => takenBackFor(accrued, paid, back, (back += step)));
          expect(taken.every((points) => points >= 0)).toBe(true);
          expect(sum(taken)).toBe(accrued);
        },
      ),
    );
  });

  it('that nothing was paid for are not taken back', () => {
    expect(takenBackFor(0, 0, 0, 0)).toBe(0);
  });

  it('come back as they were taken, each with its own end', () => {
    const points = fc.integer({ min: 1, max: 1_000 });
    const lots = fc.array(
      fc.record({ points, expiresAt: fc.constantFrom('2027-01-01', '2027-02-01', null) }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(lots, fc.array(points), (taken, steps) => {
        let back = 0;
        const returned = steps.flatMap((step) => {
          const lotsBack = lotsToReturn(taken, back, step);
          back += sum(lotsBack.map((lot) => lot.points));
          return lotsBack;
        });
        const rest = lotsToReturn(taken, back, Infinity);
        for (const end of ['2027-01-01', '2027-02-01', null]) {
          const ending = (lotsOf: readonly BonusLot[]): number =>
            sum(lotsOf.filter(({ expiresAt }) => expiresAt === end).map((lot) => lot.points));
          expect(ending([...returned, ...rest])).toBe(ending(taken));
        }
      }),
    );
  });

  it('are drawn from one lot after the other', () => {
    const [first, second, third] = [{ left: 5 }, { left: 3 }, { left: 9 }];
    expect(drawFrom([first, second, third], 7)).toEqual([
      { lot: first, points: 5 },
      { lot: second, points: 2 },
    ]);
  });
});
