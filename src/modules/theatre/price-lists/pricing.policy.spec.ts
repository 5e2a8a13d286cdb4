import fc from 'fast-check';
import { AUDIENCES, HALL_TYPES, SEAT_CATEGORIES } from '../halls/hall.js';
import type { PriceRule } from './price-rule.js';
import { priceOf, type Tariff } from './pricing.policy.js';

const FRIDAY_EVENING: Tariff = {
  seatCategory: 'premium',
  hallType: 'imax',
  audience: 'adult',
  weekday: 5,
  time: '19:30',
};
const at = (time: string): Tariff => ({ ...FRIDAY_EVENING, time });

const anyTariff = fc.record<Tariff>({
  seatCategory: fc.constantFrom(...SEAT_CATEGORIES),
  hallType: fc.constantFrom(...HALL_TYPES),
  audience: fc.constantFrom(...AUDIENCES),
  weekday: fc.integer({ min: 1, max: 7 }),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
});
const anyFactor = fc.integer({ min: 0, max: 100_000 }).map((n) => (n / 10_000).toFixed(4));
const anyBase = fc.integer({ min: 0, max: 1_000_000 });

describe('the price of a seat', () => {
  it('is the base price where no rule fits', () => {
    const rules: PriceRule[] = [
      { seat_category: 'standard', factor: '2' },
      { hall_type: 'vip', factor: '2' },
      { audience: 'child', price: '1.00' },
      { weekdays: [1, 2], factor: '2' },
      { from: '20:00', factor: '2' },
      { until: '19:30', factor: '2' },
    ];

    expect(priceOf(1200, rules, FRIDAY_EVENING)).toBe(1200);
    expect(priceOf(1200, [], FRIDAY_EVENING)).toBe(1200);
  });

  it('is multiplied by every rule that fits', () => {
    const rules: PriceRule[] = [
      { seat_category: 'premium', factor: '1.25' },
      { hall_type: 'imax', weekdays: [5, 6], from: '17:00', until: '23:00', factor: '1.1' },
    ];

    expect(priceOf(1200, rules, FRIDAY_EVENING)).toBe(1650);
  });

  it('begins from the last price that fits, whatever its place among the factors', () => {
    const rules: PriceRule[] = [
      { price: '9.00' },
      { factor: '1.5' },
      { audience: 'adult', price: '10.00' },
      { audience: 'child', price: '6.00' },
    ];

    expect(priceOf(1200, rules, FRIDAY_EVENING)).toBe(1500);
    expect(priceOf(1200, rules, { ...FRIDAY_EVENING, audience: 'child' })).toBe(900);
    expect(priceOf(1200, rules, { ...FRIDAY_EVENING, audience: 'senior' })).toBe(1350);
  });

  it('is rounded once, half up', () => {
    // 1.05 × 1.1 × 1.1 is 1.2705; rounded after each step it would be 1.28.
    expect(priceOf(105, [{ factor: '1.1' }, { factor: '1.1' }], FRIDAY_EVENING)).toBe(127);
    expect(priceOf(101, [{ factor: '0.5' }], FRIDAY_EVENING)).toBe(51);
    expect(priceOf(1001, [{ factor: '1.15' }], FRIDAY_EVENING)).toBe(1151);
    expect(priceOf(1050, [{ factor: '1.0210' }], FRIDAY_EVENING)).toBe(1072);
  });

  it('counts spans from their first minute to before their last, over midnight as well', () => {
    const evening: PriceRule[] = [{ from: '17:00', until: '19:30', factor: '2' }];
    const night: PriceRule[] = [{ from: '22:00', until: '02:00', factor: '2' }];

    expect(['16:59', '17:00', '19:29', '19:30'].map((time) => priceOf(100, evening, at(time)))).toEqual([
      100, 200, 200, 100,
    ]);
    expect(
      ['21:59', '22:00', '23:59', '00:00', '01:59', '02:00'].map((time) => priceOf(100, night, at(time))),
    ).toEqual([100, 200, 200, 200, 200, 100]);
  });

  it('can be nothing, and otherwise is something that can be paid', () => {
    expect(priceOf(1200, [{ factor: '0' }], FRIDAY_EVENING)).toBe(0);
    expect(priceOf(1200, [{ price: '0.00' }], FRIDAY_EVENING)).toBe(0);
    expect(priceOf(1200, [{ factor: '0.01' }], FRIDAY_EVENING)).toBe(50);
    expect(priceOf(1_000_000, [{ factor: '10' }], FRIDAY_EVENING)).toBe(1_000_000);
  });

  it('is exact for any factors, in any order', () => {
    fc.assert(
      fc.property(anyBase, fc.array(anyFactor, { maxLength: 8 }), anyTariff, (base, factors, tariff) => {
        const price = priceOf(
          base,
          factors.map((factor) => ({ factor })),
          tariff,
        );
        const turned = priceOf(
          base,
          factors.toReversed().map((factor) => ({ factor })),
          tariff,
        );
        expect(turned).toBe(price);
        const unit = 10_000n ** BigInt(factors.length);
        const exact = factors.reduce((product, f) => product * BigInt(f.replace('.', '')), BigInt(base));
        const distance = BigInt(price) * unit * 2n - exact * 2n;
        if (price > 50 && price < 1_000_000) expect(distance > -unit && distance <= unit).toBe(true);
        expect(Number.isInteger(price) && price >= 0 && price <= 1_000_000).toBe(true);
      }),
    );
  });

  it('does not depend on rules for others', () => {
    fc.assert(
      fc.property(anyBase, anyTariff, anyFactor, (base, tariff, factor) => {
        const others: PriceRule[] = [
          ...SEAT_CATEGORIES.filter((it) => it !== tariff.seatCategory).map((it) => ({
            seat_category: it,
            factor,
          })),
          ...HALL_TYPES.filter((it) => it !== tariff.hallType).map((it) => ({ hall_type: it, factor })),
          ...AUDIENCES.filter((it) => it !== tariff.audience).map((it) => ({ audience: it, price: '3.00' })),
          { weekdays: [1, 2, 3, 4, 5, 6, 7].filter((it) => it !== tariff.weekday), factor },
        ];
        expect(priceOf(base, others, tariff)).toBe(priceOf(base, [], tariff));
      }),
    );
  });
});
