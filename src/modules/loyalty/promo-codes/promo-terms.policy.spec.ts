import type { AdjustableLine } from '../../orders/index.js';
import type { PromoCode, PromoScope } from './promo-code.js';
import { NEW_PROMO } from './promo-content.js';
import { fits, reductionOf, refusalsOf } from './promo-terms.policy.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const TUESDAY = 2;
const ADA = { isKnown: true, uses: 0, hasOrdered: false };
const film: AdjustableLine = {
  kind: 'movie',
  price: 999,
  quantity: 1,
  discount: 0,
  bonus: 0,
  facts: { movieId: 7, genreIds: [1, 2] },
};
const seat: AdjustableLine = {
  ...film,
  kind: 'seat',
  price: 1_200,
  facts: { movieId: 8, genreIds: [3], cinemaId: 1, hallType: 'imax', seatCategory: 'premium' },
};
const snack: AdjustableLine = {
  ...film,
  kind: 'concession',
  price: 550,
  quantity: 2,
  facts: { cinemaId: 1, itemCategory: 'popcorn' },
};
const code = (rules: Partial<PromoCode> = {}): PromoCode => ({
  ...NEW_PROMO,
  id: 1,
  batchId: null,
  code: 'AUTUMN20',
  kind: 'percent',
  value: 2_000,
  uses: 0,
  version: 1,
  ...rules,
});
const reasons = (rules: Partial<PromoCode>, user = ADA, lines = [film]): string[] =>
  refusalsOf(code(rules), user, lines, NOW).map(({ reason }) => reason);

describe('a promo code', () => {
  it.each<[PromoScope, AdjustableLine[]]>([
    [{}, [film, seat, snack]],
    [{ kinds: ['movie', 'seat'] }, [film, seat]],
    [{ movieIds: [8] }, [seat]],
    [{ genreIds: [2, 9] }, [film]],
    [{ cinemaIds: [1] }, [seat, snack]],
    [{ cinemaIds: [2] }, []],
    [{ hallTypes: ['imax'] }, [seat]],
    [{ seatCategories: ['standard'] }, []],
    [{ itemCategories: ['popcorn'] }, [snack]],
    [{ cinemaIds: [1], itemCategories: ['popcorn'] }, [snack]],
    [{ genreIds: [1], kinds: ['seat'] }, []],
  ])('with the scope %j holds for what it names', (scope, lines) => {
    expect([film, seat, snack].filter((line) => fits(scope, line))).toEqual(lines);
  });

  it.each<[Partial<PromoCode>, number]>([
    [{}, 200],
    [{ value: 1_250 }, 125],
    [{ value: 5 }, 0],
    [{ value: 5_005 }, 500],
    [{ maxDiscount: 150 }, 150],
    [{ kind: 'fixed', value: 500 }, 500],
    [{ kind: 'fixed', value: 5_000 }, 999],
    [{ value: 10_000 }, 999],
    [{ scope: { kinds: ['seat'] } }, 0],
  ])('with %j takes so much off a film of 9.99: %i', (rules, amount) => {
    expect(reductionOf(code(rules), [film]).amount).toBe(amount);
  });

  it('rounds percentages half up', () => {
    expect(reductionOf(code({ value: 5_000 }), [{ ...film, price: 101 }]).amount).toBe(51);
  });

  it.each<[string, Partial<PromoCode>]>([
    ['not-started', { startsAt: new Date('2026-11-24T12:00:01Z') }],
    ['ended', { endsAt: NOW }],
    ['wrong-day', { weekdays: [1, 3] }],
    ['used-up', { maxUses: 3, uses: 3 }],
    ['nothing-fits', { scope: { kinds: ['seat'] } }],
    ['below-minimum', { minAmount: 1_000 }],
  ])('is refused as %s', (reason, rules) => {
    expect(reasons(rules)).toEqual([reason]);
  });

  it('is taken within its limits', () => {
    const rules = {
      startsAt: NOW,
      weekdays: [TUESDAY],
      maxUses: 4,
      uses: 3,
      minAmount: 999,
      maxUsesPerUser: 2,
    };
    expect(reasons(rules, { ...ADA, uses: 1 })).toEqual([]);
  });

  it('counts towards its minimum only what it holds for', () => {
    const rules = { minAmount: 2_000, scope: { kinds: ['seat'] } };
    expect(reasons(rules, ADA, [film, seat])).toEqual(['below-minimum']);
  });

  it('is refused to people who had it', () => {
    const rules = { maxUsesPerUser: 1, firstOrderOnly: true };
    expect(reasons(rules, { isKnown: true, uses: 1, hasOrdered: true })).toEqual([
      'used-by-you',
      'not-first-order',
    ]);
    expect(reasons(rules, { isKnown: false, uses: 0, hasOrdered: false })).toEqual(['account-needed']);
  });

  it('names every reason at once', () => {
    expect(reasons({ endsAt: NOW, maxUses: 1, uses: 1, minAmount: 5_000 })).toEqual([
      'ended',
      'used-up',
      'below-minimum',
    ]);
  });
});
