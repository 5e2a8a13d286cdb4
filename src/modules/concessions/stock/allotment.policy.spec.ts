import fc from 'fast-check';
import type { ConcessionItem } from '../menu/item.js';
import { allot } from './allotment.policy.js';

const item = (id: number, more: Partial<ConcessionItem> = {}): ConcessionItem => ({
  id,
  cinemaId: 1,
  cinema: 'Here',
  name: `Item ${id}`,
  category: 'snack',
  size: null,
  allergens: [],
  description: null,
  price: 500,
  stock: null,
  left: null,
  isEnabled: true,
  isOpen: true,
  salesFrom: null,
  salesUntil: null,
  parts: [],
  picture: null,
  version: 1,
  ...more,
});
const part = (itemId: number, quantity: number, stock: number | null) => ({
  itemId,
  quantity,
  stock,
  name: `Item ${itemId}`,
  size: null,
  allergens: [],
});
const menuOf = (...items: ConcessionItem[]) => new Map(items.map((one) => [one.id, one]));
const wish = (itemId: number, quantity = 1, cinemaId = 1) => ({ itemId, quantity, cinemaId });

describe('what is wished of a menu', () => {
  it.each([
    ['what nobody knows', wish(9), 'unknown-item'],
    ['what another cinema has', wish(1, 1, 2), 'unknown-item'],
    ['what is not sold', wish(2), 'not-for-sale'],
    ['what is not sold at this hour', wish(3), 'outside-sales-hours'],
    ['what is sold out', wish(4), 'sold-out'],
    ['more than there is', wish(5, 3), 'not-enough-left'],
    ['a combo of which a part is sold out', wish(6), 'sold-out'],
  ])('leaves out %s', (_, wanted, reason) => {
    const menu = menuOf(
      item(1),
      item(2, { isEnabled: false }),
      item(3, { isOpen: false }),
      item(4, { stock: 0 }),
      item(5, { stock: 2 }),
      item(6, { category: 'combo', parts: [part(1, 1, null), part(4, 1, 0)] }),
    );
    const { granted, refused } = allot([wanted, wish(1)], menu);
    expect(refused).toMatchObject([{ wish: wanted, reason }]);
    expect(granted).toMatchObject([{ item: { id: 1 }, quantity: 1 }]);
  });

  it('takes combos and single things from the same stock', () => {
    const menu = menuOf(item(1, { stock: 5 }), item(2, { category: 'combo', parts: [part(1, 2, 5)] }));
    const { granted, refused } = allot([wish(2, 2), wish(1, 2)], menu);
    expect(granted).toMatchObject([{ item: { id: 2 }, quantity: 2 }]);
    expect(refused).toMatchObject([{ wish: wish(1, 2), reason: 'not-enough-left' }]);
  });

  it('puts together what is asked for twice', () => {
    expect(allot([wish(1, 2), wish(1, 3)], menuOf(item(1))).granted).toMatchObject([{ quantity: 5 }]);
  });

  it('never promises more than there is', () => {
    const wishes = fc.array(fc.tuple(fc.constantFrom(1, 2, 3), fc.integer({ min: 1, max: 9 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), wishes, (one, other, asked) => {
        const menu = menuOf(
          item(1, { stock: one }),
          item(2, { stock: other }),
          item(3, { category: 'combo', parts: [part(1, 2, one), part(2, 1, other)] }),
        );
        const all = asked.map(([id, quantity]) => wish(id, quantity));
        const taken = new Map([
          [1, 0],
          [2, 0],
          [3, 0],
        ]);
        for (const { item: got, quantity } of allot(all, menu).granted) taken.set(got.id, quantity);
        expect((taken.get(1) ?? 0) + 2 * (taken.get(3) ?? 0)).toBeLessThanOrEqual(one);
        expect((taken.get(2) ?? 0) + (taken.get(3) ?? 0)).toBeLessThanOrEqual(other);
      }),
    );
  });
});
