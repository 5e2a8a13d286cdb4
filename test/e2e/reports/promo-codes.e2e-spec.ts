import { PromoAndBonusReport } from '../../../src/modules/reports/kinds/promo-and-bonus.report.js';
import { aPromoCode, orderWithMore, pay } from '../../support/loyalty.js';
import { aCustomer, fillCart, openShop, type Shop } from '../../support/shop.js';

describe('The report of promo codes, where an order may use several', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ environment: { PROMO_CODES_PER_ORDER: '2' } });
  });
  afterAll(() => shop.close());

  it('tells what each took off of what those before it had left', async () => {
    const buyer = await aCustomer(shop);
    const fixed = await aPromoCode(shop.app, { code: 'TWO-OFF', kind: 'fixed', value: '2.00' });
    const percent = await aPromoCode(shop.app, { code: 'A-FIFTH' });
    await fillCart(shop, buyer, ['10.00', '5.00']);
    const order = await orderWithMore(buyer, { promo_codes: [fixed.code, percent.code] });
    expect(order).toMatchObject({ discounts: '4.60' });
    await pay(buyer, order);

    const today = new Date().toISOString().slice(0, 10);
    const { totals, tables } = await shop.app
      .get(PromoAndBonusReport)
      .make({ from: today, to: today, cinemaId: null, distributorId: null });

    expect(totals.find(({ label }) => label === 'Taken off by codes')?.value).toBe(460);
    expect(tables.find(({ name }) => name === 'Codes')?.rows).toEqual([
      ['A-FIFTH', '20%', 1, 1300, 260, 20],
      ['TWO-OFF', '2.00', 1, 1500, 200, 13.3],
    ]);
  });
});
