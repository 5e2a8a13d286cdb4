import fc from 'fast-check';
import { netOf } from '../orders.policy.js';
import { dueOf, LEAST_DUE, type ReducibleLine, sumsOf, takeOff } from './pricing.policy.js';

interface Line extends ReducibleLine {
  readonly isEligible: boolean;
}

// Prices in minor units of currencies with no, two and three decimals: the largest sums that the books hold.
const line = (exponent: number): fc.Arbitrary<Line> =>
  fc.record({
    price: fc.integer({ min: 0, max: 10 ** (4 + exponent) }),
    quantity: fc.integer({ min: 1, max: 20 }),
    discount: fc.constant(0),
    bonus: fc.constant(0),
    isEligible: fc.boolean(),
  });
const orders = fc
  .constantFrom(0, 2, 3)
  .chain((exponent) => fc.array(line(exponent), { minLength: 1, maxLength: 12 }));
const asked = fc.integer({ min: 0, max: 100_000_000 });
const leasts = fc.constantFrom(0, LEAST_DUE);

function priced(lines: readonly Line[], discount: number, points: number, least: number) {
  const isEligible = ({ isEligible: is }: Line): boolean => is;
  const promo = takeOff(lines, { amount: discount, appliesTo: isEligible }, 'discount', least);
  const tender = takeOff(promo.lines, { amount: points, appliesTo: () => true }, 'bonus', least);
  return { lines: tender.lines, discount: promo.taken, points: tender.taken };
}

describe('the price of an order', () => {
  it('is its lines, less the parts of the discount, paid with the parts of the points', () => {
    fc.assert(
      fc.property(orders, asked, asked, leasts, (lines, discount, points, least) => {
        const result = priced(lines, discount, points, least);
        const gross = sumsOf(lines).total;
        expect(sumsOf(result.lines)).toEqual({
          total: gross - result.discount,
          discount: result.discount,
          bonus: result.points,
        });
        expect(result.discount).toBeLessThanOrEqual(discount);
        expect(result.points).toBeLessThanOrEqual(points);
      }),
    );
  });

  it('has no negative line, and no discount above a price or where the code does not hold', () => {
    fc.assert(
      fc.property(orders, asked, asked, leasts, (lines, discount, points, least) => {
        for (const own of priced(lines, discount, points, least).lines) {
          expect(dueOf(own)).toBeGreaterThanOrEqual(0);
          expect(own.discount).toBeGreaterThanOrEqual(0);
          expect(own.discount).toBeLessThanOrEqual(own.isEligible ? own.price * own.quantity : 0);
          expect(own.bonus).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('leaves nothing to pay, or as much as a gateway takes, or what it was', () => {
    fc.assert(
      fc.property(orders, asked, asked, (lines, discount, points) => {
        const { lines: result, ...taken } = priced(lines, discount, points, LEAST_DUE);
        const { total, bonus } = sumsOf(result);
        const due = total - bonus;
        if (taken.discount + taken.points > 0 && due > 0) expect(due).toBeGreaterThanOrEqual(LEAST_DUE);
      }),
    );
  });

  it('comes back to the cent, in money and in points, in whatever order lines are given back', () => {
    const shuffled = orders.chain((lines) =>
      fc.tuple(
        fc.constant(lines),
        fc.shuffledSubarray(
          lines.map((_, index) => index),
          { minLength: lines.length },
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, asked, asked, ([lines, order], discount, points) => {
        const { lines: result, points: spent } = priced(lines, discount, points, LEAST_DUE);
        const back = { money: 0, points: 0 };
        for (const index of order) {
          const given = result[index];
          if (!given) continue;
          back.money += netOf(given) - given.bonus;
          back.points += given.bonus;
        }
        expect(back).toEqual({ money: sumsOf(result).total - spent, points: spent });
      }),
    );
  });

  it.each([
    ['all of it', 999, 999, 0],
    ['so much that a gateway takes the rest', 980, 949, 50],
    ['nothing, where less than that is due anyway', 10, 0, 30],
  ])('takes off %s', (_, amount, taken, due) => {
    const price = taken + due;
    const lines = [{ price, quantity: 1, discount: 0, bonus: 0 }];
    const result = takeOff(lines, { amount, appliesTo: () => true }, 'discount', LEAST_DUE);
    expect(result).toEqual({ taken, lines: [{ ...lines[0], discount: taken }] });
  });
});
