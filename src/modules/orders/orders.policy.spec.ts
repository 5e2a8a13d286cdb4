import fc from 'fast-check';
import { ORDER_STATUSES } from './order.js';
import { amountDue, netOf, refundState, shownStatus, splitOver, TRANSITIONS } from './orders.policy.js';

describe('the policy of orders', () => {
  it('splits an amount so that the parts add up to it and none is more than its weight', () => {
    const shares = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
      .chain((weights) => {
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return fc.tuple(fc.constant(weights), fc.integer({ min: 0, max: sum }));
      });
    fc.assert(
      fc.property(shares, ([weights, amount]) => {
        const parts = splitOver(amount, weights);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(amount);
        parts.forEach((part, index) => {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(weights[index] ?? 0);
        });
      }),
    );
  });

  it.each([
    [100, [1_000, 1_000, 1_000], [34, 33, 33]],
    [1, [5, 10], [0, 1]],
    [0, [5, 10], [0, 0]],
    [0, [0, 0], [0, 0]],
  ])('splits %i over %j as %j', (amount, weights, parts) => {
    expect(splitOver(amount, weights)).toEqual(parts);
  });

  it('lets a canceled order become paid, a refunded one nothing', () => {
    expect(TRANSITIONS).toEqual({
      pending: ['paid', 'canceled'],
      paid: ['refunded'],
      canceled: ['paid'],
      refunded: [],
    });
  });

  it('shows an order that was refunded as a whole as canceled', () => {
    expect(ORDER_STATUSES.map(shownStatus)).toEqual(['pending', 'paid', 'canceled', 'canceled']);
    expect(refundState({ status: 'refunded', refunded: 0 })).toBe('full');
    expect(refundState({ status: 'paid', refunded: 1 })).toBe('partial');
    expect(refundState({ status: 'paid', refunded: 0 })).toBe('none');
  });

  it('takes discounts off lines and points off what is due', () => {
    expect(netOf({ price: 500, quantity: 3, discount: 150 })).toBe(1_350);
    expect(amountDue({ total: 1_350, bonus: 350 })).toBe(1_000);
  });
});
