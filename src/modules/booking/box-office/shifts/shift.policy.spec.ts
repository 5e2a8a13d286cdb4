import fc from 'fast-check';
import { differenceOf, expectedCash, takingsOf } from './shift.policy.js';

describe('the policy of shifts', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const byMethod = fc.record({ cash: amount, card: amount });
  const shift = fc.record({ openingFloat: amount, sales: byMethod, refunds: byMethod });

  it('expects the float and what came in cash, less what went out in cash', () => {
    const day = {
      openingFloat: 10_000,
      sales: { cash: 4_500, card: 9_900 },
      refunds: { cash: 500, card: 700 },
    };
    expect(expectedCash(day)).toBe(14_000);
    expect(takingsOf(day)).toEqual({ cash: 4_000, card: 9_200 });
  });

  it('never lets cards change the cash that is expected', () => {
    fc.assert(
      fc.property(shift, amount, (one, card) => {
        const other = { ...one, sales: { ...one.sales, card }, refunds: { ...one.refunds, card } };
        expect(expectedCash(other)).toBe(expectedCash(one));
      }),
    );
  });

  it('finds no difference exactly where as much was counted as was expected', () => {
    fc.assert(
      fc.property(shift, amount, (one, off) => {
        expect(differenceOf({ ...one, counted: expectedCash(one) + off })).toBe(off);
        expect(differenceOf({ ...one, counted: null })).toBeNull();
      }),
    );
  });
});
