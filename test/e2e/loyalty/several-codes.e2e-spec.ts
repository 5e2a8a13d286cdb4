import { aCashier, aSale } from '../../support/box-office.js';
import { aPromoCode, giveBack, orderWithMore, pay, usesOf } from '../../support/loyalty.js';
import {
  aCustomer,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';
import { aScreening } from '../../support/theatre.js';

describe('Several promo codes for an order', () => {
  let shop: Shop;
  let buyer: Customer;
  beforeAll(async () => {
    shop = await openShop({ environment: { PROMO_CODES_PER_ORDER: '2' } });
  });
  beforeEach(async () => {
    buyer = await aCustomer(shop);
  });
  afterEach(() => expectInvariants(shop));
  afterAll(() => shop.close());

  const fifth = (): ReturnType<typeof aPromoCode> => aPromoCode(shop.app);
  const twoEuros = (): ReturnType<typeof aPromoCode> =>
    aPromoCode(shop.app, { kind: 'fixed', value: '2.00', max_uses: 1 });

  it('take off what the ones before them leave, are paid so and given back so', async () => {
    const [percent, fixed] = [await fifth(), await twoEuros()];
    await fillCart(shop, buyer, ['10.00', '5.00']);
    const codes = [fixed.code, percent.code];
    const order = await orderWithMore(buyer, { promo_codes: codes });
    expect(order).toMatchObject({ discounts: '4.60', total_amount: '10.40' });
    expect([await usesOf(shop.app, percent), await usesOf(shop.app, fixed)]).toEqual([1, 1]);
    const paid = await pay(buyer, order);
    await giveBack(buyer, paid);
    await orderWith(buyer, order.id, { refunded_amount: '10.40' });
  });

  it('may be named beside the one, each counts once, and the other order takes off something else', async () => {
    const [percent, fixed] = [await fifth(), await twoEuros()];
    await fillCart(shop, buyer, ['10.00', '5.00']);
    const order = await orderWithMore(buyer, {
      promo_code: percent.code,
      promo_codes: [fixed.code, percent.code.toLowerCase()],
    });
    expect(order).toMatchObject({ discounts: '5.00', total_amount: '10.00' });
  });

  it('come back together when the order is canceled', async () => {
    const [percent, fixed] = [await fifth(), await twoEuros()];
    await fillCart(shop, buyer);
    const { id } = await orderWithMore(buyer, { promo_codes: [percent.code, fixed.code] });
    await buyer.client.post(`/orders/${id}/cancel`).expect(200);
    expect([await usesOf(shop.app, percent), await usesOf(shop.app, fixed)]).toEqual([0, 0]);
  });

  it('are priced anew together when a price changes', async () => {
    const [percent, fixed] = [await fifth(), await twoEuros()];
    const [film] = await fillCart(shop, buyer, ['10.00', '5.00']);
    const order = await orderWithMore(buyer, { promo_codes: [fixed.code, percent.code] });
    await shop.app.as('moderator').patch(`/movies/${film?.uuid}`).send({ price: '20.00' }).expect(200);
    const checkout = (body: object) => buyer.client.post(`/orders/${order.id}/checkout`).send(body);
    expect((await checkout({}).expect(409)).body).toMatchObject({ total_amount: '18.40' });
    await checkout({ accept_total: '18.40' }).expect(200);
    await orderWith(buyer, order.id, { discounts: '6.60', total_amount: '18.40' });
  });

  it('are refused together when one cannot be used, and are not more than the setting says', async () => {
    const [percent, fixed, third] = [await fifth(), await twoEuros(), await fifth()];
    await fillCart(shop, buyer);
    const order = (promo_codes: string[]) => buyer.client.post('/orders').send({ promo_codes });
    const { body } = await order([percent.code, 'NO-SUCH-CODE']).expect(409);
    expect(body).toMatchObject({ reasons: [{ reason: 'unknown-code' }] });
    const many = await order([percent.code, fixed.code, third.code]).expect(422);
    expect(many.body).toMatchObject({ errors: [{ field: 'promo_codes' }] });
    expect(await usesOf(shop.app, percent)).toBe(0);
  });

  it('are counted under lock, in whichever order two people name them', async () => {
    const codes = [await twoEuros(), await twoEuros()].map(({ code }) => code);
    const other = await aCustomer(shop);
    for (const one of [buyer, other]) await fillCart(shop, one);
    const answers = await Promise.all([
      buyer.client.post('/orders').send({ promo_codes: codes }),
      other.client.post('/orders').send({ promo_codes: codes.toReversed() }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are quoted one after the other', async () => {
    const [percent, fixed] = [await fifth(), await twoEuros()];
    await fillCart(shop, buyer, ['10.00', '5.00']);
    const quote = (body: object) => buyer.client.post('/promo-codes/quote').send(body);
    const { body } = await quote({ code: percent.code, with_codes: [fixed.code] }).expect(200);
    expect(body).toMatchObject({ code: percent.code, applies: true, discount: '4.60' });
    await quote({ code: percent.code, with_codes: ['NO-SUCH-CODE'] }).expect(409);
    await quote({ code: percent.code, with_codes: [fixed.code, 'THIRD'] }).expect(422);
  });

  it('are taken at the counter', async () => {
    const [percent, fixed] = [await fifth(), await twoEuros()];
    const screening = await aScreening(shop.app, { basePrice: '10.00' });
    const promo_codes = [percent.code, fixed.code];
    const sold = await aSale(await aCashier(shop.app), screening, ['A1'], { promo_codes });
    expect(sold.order).toMatchObject({ discounts: '4.00', amount_due: '6.00' });
  });
});
