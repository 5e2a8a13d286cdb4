import { Invariants } from '../../../src/platform/invariants/index.js';
import { aPromoCode, givePoints, orderWithMore, pay } from '../../support/loyalty.js';
import { aCustomer, expectInvariants, fillCart, openShop, type Shop } from '../../support/shop.js';

const DISCOUNT = 'what the codes of an order take off is its discount';
const USES = 'promo codes are used as often as is counted, and no more often than they can be';
const PERSON = 'nobody uses a promo code more often than one person can';
const HELD =
  'orders that are not canceled hold the uses of the codes that made them cheaper, canceled ones none';
const BALANCE = 'the balance of points is what the ledger adds up to, and what is left of its lots';
const OWING = 'nobody who owes points has some';
const SPENT =
  'orders were paid with the points that were taken for them, and those came back that were given back';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  const buyer = await aCustomer(shop);
  const promo = await aPromoCode(shop.app, { max_uses: 5 });
  await givePoints(shop.app, buyer, 300);
  await fillCart(shop, buyer, ['10.00']);
  await pay(buyer, await orderWithMore(buyer, { promo_code: promo.code, bonus_points: 200 }));
  await fillCart(shop, buyer, ['10.00']);
  await orderWithMore(buyer, { promo_code: promo.code, bonus_points: 100 });
});
afterEach(async () => {
  // The counters of films follow what is deleted row by row.
  await shop.app.database.query('DELETE FROM purchases');
  await shop.app.database.query('TRUNCATE orders, bonus_accounts, promo_codes CASCADE');
});
afterAll(() => shop.close());

describe('What must be true of codes and points', () => {
  it.each([
    ['more uses than are counted', 'UPDATE promo_codes SET uses = uses - 1', [USES]],
    ['a use that nobody counts', 'DELETE FROM promo_uses', [USES, HELD]],
    ['more uses of one person than they may have', 'UPDATE promo_codes SET max_uses_per_user = 1', [PERSON]],
    [
      'a paid order without its use',
      `WITH u AS (UPDATE promo_uses SET released_at = now() RETURNING promo_id)
       UPDATE promo_codes SET uses = uses - (SELECT count(*) FROM u)`,
      [HELD],
    ],
    ['a discount that no code gives', 'UPDATE promo_uses SET discount = discount + 1', [DISCOUNT]],
    ['points out of nowhere', 'UPDATE bonus_accounts SET balance = balance + 1', [BALANCE]],
    [
      'lots that are not there',
      `UPDATE bonus_transactions SET points_left = 0 WHERE reason = 'accrued'`,
      [BALANCE],
    ],
    ['a debt that could be paid', 'UPDATE bonus_accounts SET debt = 5', [OWING]],
    [
      'orders that are paid with points that nobody took',
      `UPDATE bonus_transactions SET order_id = NULL WHERE reason = 'spent'`,
      [SPENT],
    ],
  ])('does not allow %s', async (_, change, broken) => {
    await expectInvariants(shop);
    await shop.app.database.query(change);
    const found = (await shop.app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);
    expect(found.map(({ name }) => name).sort()).toEqual(broken.toSorted());
  });
});
