import { aHold } from '../../support/booking.js';
import { aContract } from '../../support/distribution.js';
import { aPromoCode, giveBack, givePoints, orderWithMore, pay } from '../../support/loyalty.js';
import { aMovie } from '../../support/factories.js';
import { aCustomer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aScreening } from '../../support/theatre.js';
import { closeWeek, dayFromToday, letTakePlace, settlementOf, weekOf } from './film-weeks.js';

describe('the settlement of what is sold online', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterEach(() => expectInvariants(shop));
  afterAll(() => shop.close());

  it('counts points as money, takes discounts off, and follows what customers give back', async () => {
    const { app } = shop;
    const movie = await aMovie(app);
    const term = { starts_on: dayFromToday(-10), ends_on: dayFromToday(10) };
    const contract = await aContract(app, { movie, ...term, weekly_shares: '50' });
    const screening = await aScreening(app, { movie, basePrice: '10.00' });
    const buyer = await aCustomer(shop);
    await givePoints(app, buyer, 500);
    const promo = await aPromoCode(app, { value: '20.00' });
    const hold = await aHold(buyer, screening, 'B3 B4');
    const order = await orderWithMore(buyer, {
      hold_ids: [hold.id],
      promo_code: promo.code,
      bonus_points: 400,
    });
    const unpaid = await settlementOf(app, contract.id);

    await pay(buyer, order);
    const paid = await settlementOf(app, contract.id);
    await giveBack(buyer, order, [order.lines[0]?.id ?? 0]);
    const refunded = await settlementOf(app, contract.id);

    expect([unpaid.due_total, paid.due_total, refunded.due_total]).toEqual(['0.00', '8.00', '4.00']);
    await letTakePlace(app, screening, dayFromToday(-9), '18:00');
    expect(await closeWeek(app, contract.id, 1)).toMatchObject({
      tickets: 1,
      gross: '16.00',
      refunds: '8.00',
      net: '8.00',
      due: '4.00',
    });
    const { body } = await app
      .as('moderator')
      .get(`/rental-contracts/${contract.id}/settlement/weeks/1/tickets`)
      .expect(200);
    expect(body).toMatchObject({
      items: [
        { price: '10.00', discount: '2.00', net: '8.00', refunded: '8.00', method: 'stripe' },
        { net: '8.00', refunded: '0.00' },
      ],
    });
    expect((await weekOf(app, contract.id, 1)).status).toBe('closed');
  });
});
