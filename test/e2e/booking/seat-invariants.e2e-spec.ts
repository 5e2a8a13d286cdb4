import { Invariants } from '../../../src/platform/invariants/index.js';
import { aHold, aPaidSeatOrder, aSeatOrder } from '../../support/booking.js';
import { aCustomer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aScreening } from '../../support/theatre.js';

const HELD = 'what is held belongs to a hold of that screening which lasts as long and was not ordered';
const ORDERED = 'seats are reserved for open orders and sold to paid ones, and every seat of those is';
const TICKETS = 'a sold seat has exactly one ticket that is not refunded, of a paid order, and the reverse';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  const customer = await aCustomer(shop);
  const screening = await aScreening(shop.app);
  await aHold(customer, screening, 'A1 A2');
  await aSeatOrder(customer, screening, 'B1 B2');
  await aPaidSeatOrder(customer, screening, 'C1 C2');
});
afterEach(() => shop.app.database.query('TRUNCATE orders, holds, bonus_accounts CASCADE'));
afterAll(() => shop.close());

describe('What must be true of seats', () => {
  it.each([
    [
      'a hold that lasts longer than its seats',
      `UPDATE holds SET expires_at = expires_at + interval '1 minute'`,
      [HELD],
    ],
    [
      'a seat of an open order that is free',
      `DELETE FROM seat_allocations WHERE status = 'reserved'`,
      [ORDERED],
    ],
    [
      'a seat of a paid order that is free',
      `DELETE FROM seat_allocations WHERE status = 'sold'`,
      [ORDERED, TICKETS],
    ],
    [
      'a seat that is sold to an open order',
      `UPDATE seat_allocations SET status = 'sold' WHERE status = 'reserved'`,
      [ORDERED, TICKETS],
    ],
    ['a sold seat without a ticket', 'DELETE FROM tickets', [TICKETS]],
    [
      'a sold seat whose ticket is dead',
      `UPDATE tickets SET status = 'refunded', refunded_at = now()`,
      [TICKETS],
    ],
  ])('does not allow %s', async (_, change, broken) => {
    await expectInvariants(shop);
    await shop.app.database.query(change);
    const found = (await shop.app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);

    expect(
      found
        .map(({ name }) => name)
        .filter((name) => [HELD, ORDERED, TICKETS].includes(name))
        .sort(),
    ).toEqual(broken.toSorted());
  });
});
