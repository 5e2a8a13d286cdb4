import fc from 'fast-check';
import { hireOf, missingTo } from './film-hire.policy.js';

const amount = fc.integer({ min: 0, max: 50_000_000 });
const takings = fc
  .array(
    fc.tuple(amount, fc.double({ min: 0, max: 1, noNaN: true })).map(([gross, back]) => ({
      gross,
      refunds: Math.floor(gross * back),
    })),
    { maxLength: 8 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, cinemaId: index + 1 })));
const percent = fc.integer({ min: 0, max: 10_000 });
const terms = fc.record({ taxPercent: percent, houseCosts: amount });

const one = (gross: number, refunds = 0) => [{ cinemaId: 1, gross, refunds }];
const PLAIN = { taxPercent: 0, houseCosts: 0 };

describe('the film hire of a week', () => {
  it.each([
    [
      'is the share of what is left after refunds',
      PLAIN,
      6_000,
      one(10_000, 2_500),
      { base: 7_500, filmHire: 4_500 },
    ],
    ['is rounded half up', PLAIN, 5_000, one(101), { filmHire: 51 }],
    [
      'takes the tax out of the price',
      { taxPercent: 700, houseCosts: 0 },
      10_000,
      one(10_700),
      { tax: 700, base: 10_000 },
    ],
    ['rounds the tax half up', { taxPercent: 10_000, houseCosts: 0 }, 10_000, one(5), { tax: 3, base: 2 }],
    ['leaves the house its costs', { taxPercent: 0, houseCosts: 3_000 }, 5_000, one(10_000), { base: 7_000 }],
    [
      'is nothing where the house needs all',
      { taxPercent: 0, houseCosts: 3_000 },
      5_000,
      one(2_000),
      { houseCosts: 2_000, filmHire: 0 },
    ],
    ['is nothing of nothing', PLAIN, 6_000, [], { gross: 0, filmHire: 0 }],
  ])('%s', (_, some, share, rows, expected) => {
    expect(hireOf(some, share, rows)).toMatchObject(expected);
  });

  it('adds up, cinema by cinema and in all, and is never negative', () => {
    fc.assert(
      fc.property(terms, percent, takings, (some, share, rows) => {
        const hire = hireOf(some, share, rows);

        expect(hire.gross - hire.refunds - hire.tax - hire.houseCosts).toBe(hire.base);
        expect(hire.cinemas.reduce((sum, { base }) => sum + base, 0)).toBe(hire.base);
        for (const { gross, refunds, tax, houseCosts, base } of [hire, ...hire.cinemas]) {
          expect(gross - refunds - tax - houseCosts).toBe(base);
          expect(Math.min(tax, houseCosts, base)).toBeGreaterThanOrEqual(0);
        }
        for (const { houseCosts } of hire.cinemas) expect(houseCosts).toBeLessThanOrEqual(some.houseCosts);
        expect(hire.filmHire).toBeGreaterThanOrEqual(0);
        expect(hire.filmHire).toBeLessThanOrEqual(hire.base);
      }),
    );
  });

  it('holds the tax of all that was taken together, rounded once', () => {
    fc.assert(
      fc.property(percent, takings, (taxPercent, rows) => {
        const net = rows.reduce((sum, { gross, refunds }) => sum + gross - refunds, 0);

        const { tax } = hireOf({ taxPercent, houseCosts: 0 }, 5_000, rows);

        const exact = (net * taxPercent) / (10_000 + taxPercent);
        expect(Math.abs(tax - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});

describe('what is missing to a guarantee', () => {
  it('makes the term come to the larger of the two', () => {
    fc.assert(
      fc.property(amount, fc.array(amount), (guarantee, hires) => {
        const sum = hires.reduce((total, hire) => total + hire, 0);

        expect(sum + missingTo(guarantee, sum)).toBe(Math.max(sum, guarantee));
      }),
    );
  });
});
