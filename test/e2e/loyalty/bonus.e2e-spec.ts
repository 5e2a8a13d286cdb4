import { BonusExpiryTask } from '../../../src/modules/loyalty/bonus/bonus-expiry.task.js';
import { StandInControls } from '../../../src/integrations/stripe/stand-in/index.js';
import type { PaymentResponse } from '../../../src/modules/payments/reading/payment.dto.js';
import { minorUnitsOf } from '../../../src/platform/money/index.js';
import { aHold } from '../../support/booking.js';
import { aCashier, aSale } from '../../support/box-office.js';
import { aConcession, stockOf, wishFor } from '../../support/concessions.js';
import { eventually } from '../../support/eventually.js';
import {
  aPromoCode,
  bonusOf,
  giveBack,
  givePoints,
  ledgerOf,
  orderWithMore,
  pay,
} from '../../support/loyalty.js';
import {
  aCustomer,
  aPaidOrder,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  orderWith,
  refundedAtGateway,
  type Shop,
} from '../../support/shop.js';
import { aScreening } from '../../support/theatre.js';

let shop: Shop;
let buyer: Customer;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  buyer = await aCustomer(shop);
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const letPointsExpire = (points: number) =>
  shop.app.database.query(
    `UPDATE bonus_transactions SET expires_at = now() - interval '1 second' WHERE user_id = $1 AND points = $2`,
    [buyer.id, points],
  );

describe('bonus points', () => {
  it('come with what was paid, a tenth of it, for a year', async () => {
    expect(await bonusOf(buyer)).toEqual({ balance: 0, expiring: [], debt: 0 });
    const { id } = await aPaidOrder(shop, buyer, ['9.99']);
    const { balance, expiring } = await bonusOf(buyer);
    expect([balance, expiring.length]).toEqual([99, 1]);
    const days = (Date.parse(expiring[0]?.at ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBeGreaterThanOrEqual(365);
    const { body } = await buyer.client.get('/bonus/transactions').expect(200);
    expect(body).toMatchObject({ items: [{ points: 99, reason: 'accrued', order_id: id }] });
  });

  it('come to whoever has the account of a sale at the counter', async () => {
    const cashier = await aCashier(shop.app);
    const screening = await aScreening(shop.app, { basePrice: '12.00' });
    await aSale(cashier, screening, ['A1', 'A2'], { customer_email: buyer.email });
    expect((await bonusOf(buyer)).balance).toBe(240);
  });

  it('pay up to a half of an order, and earn nothing', async () => {
    await givePoints(shop.app, buyer, 800);
    await fillCart(shop, buyer, ['9.99', '5.01']);
    const order = await orderWithMore(buyer, { bonus_points: 800 });
    expect(order).toMatchObject({ total_amount: '15.00', bonus_amount: '7.50', amount_due: '7.50' });
    expect(order.lines.map(({ bonus_amount }) => bonus_amount)).toEqual(['5.00', '2.50']);
    expect((await bonusOf(buyer)).balance).toBe(50);
    await pay(buyer, order);
    expect(await ledgerOf(buyer)).toEqual(['adjusted 800', 'spent -750', 'accrued 75']);
  });

  it('leave as much to pay as the gateway takes', async () => {
    await givePoints(shop.app, buyer, 100);
    await fillCart(shop, buyer, ['0.90']);
    expect(await orderWithMore(buyer, { bonus_points: 100 })).toMatchObject({
      bonus_amount: '0.40',
      amount_due: '0.50',
    });
  });

  it('that somebody does not have pay for nothing', async () => {
    await givePoints(shop.app, buyer, 100);
    await fillCart(shop, buyer);
    const { body } = await buyer.client.post('/orders').send({ bonus_points: 101 }).expect(409);
    expect(body).toMatchObject({ type: '/problems/not-enough-points', balance: 100 });
    expect((await buyer.client.get('/cart').expect(200)).body).toMatchObject({ items: [{}] });
  });

  it('come back when the order is canceled, with the end that they had', async () => {
    await givePoints(shop.app, buyer, 100);
    const before = await bonusOf(buyer);
    await fillCart(shop, buyer);
    const { id } = await orderWithMore(buyer, { bonus_points: 60 });
    await buyer.client.post(`/orders/${id}/cancel`).expect(200);
    expect(await bonusOf(buyer)).toEqual(before);
  });

  it('come back in part when an order comes to less', async () => {
    await givePoints(shop.app, buyer, 500);
    const [film] = await fillCart(shop, buyer, ['6.00', '4.00']);
    const order = await orderWithMore(buyer, { bonus_points: 500 });
    expect(order).toMatchObject({ bonus_amount: '5.00' });
    await shop.app.as('moderator').patch(`/movies/${film?.uuid}`).send({ withdrawn: true }).expect(200);
    await buyer.client.post(`/orders/${order.id}/checkout`).send({ accept_total: '4.00' }).expect(200);
    await orderWith(buyer, order.id, { total_amount: '4.00', bonus_amount: '2.00', amount_due: '2.00' });
    expect((await bonusOf(buyer)).balance).toBe(300);
  });

  it('come back in kind line by line, and what was earned is taken back', async () => {
    await givePoints(shop.app, buyer, 700);
    await fillCart(shop, buyer, ['9.99', '5.01', '3.33']);
    const order = await pay(buyer, await orderWithMore(buyer, { bonus_points: 700 }));
    expect((await bonusOf(buyer)).balance).toBe(113);
    for (const { id } of order.lines) {
      await giveBack(buyer, order, [id]);
      await expectInvariants(shop);
    }
    expect((await bonusOf(buyer)).balance).toBe(700);
    const ledger = await ledgerOf(buyer);
    const sumOf = (reason: string): number =>
      ledger
        .filter((entry) => entry.startsWith(`${reason} `))
        .reduce((sum, entry) => sum + Number(entry.split(' ')[1]), 0);
    expect([sumOf('spent'), sumOf('returned'), sumOf('accrued'), sumOf('taken-back')]).toEqual([
      -700, 700, 113, -113,
    ]);
    const { body } = await buyer.client.get('/payments').expect(200);
    expect(body).toMatchObject({ items: [{ amount: '11.33', status: 'refunded' }] });
  });

  it('that were earned and spent are owed when the money goes back, and paid by the next ones', async () => {
    const first = await aPaidOrder(shop, buyer, ['10.00']);
    await fillCart(shop, buyer, ['5.00']);
    const second = await orderWithMore(buyer, { bonus_points: 80 });
    await giveBack(buyer, first);
    expect(await bonusOf(buyer)).toMatchObject({ balance: 0, debt: 80 });
    await pay(buyer, second);
    expect(await bonusOf(buyer)).toMatchObject({ balance: 0, debt: 38 });
    await givePoints(shop.app, buyer, 100);
    expect(await bonusOf(buyer)).toMatchObject({ balance: 62, debt: 0 });
  });

  it('come back with money that was given back in the dashboard of the gateway', async () => {
    await givePoints(shop.app, buyer, 300);
    await fillCart(shop, buyer, ['9.99', '5.01']);
    const order = await pay(buyer, await orderWithMore(buyer, { bonus_points: 300 }));
    const { body } = await buyer.client.get('/payments').expect(200);
    const payment =
      (body as { items: { external_payment_id: string }[] }).items[0]?.external_payment_id ?? '';
    const controls = new StandInControls(shop.stripe.url);
    await controls.refund(payment, 500);
    await eventually(async () => expect((await bonusOf(buyer)).balance).toBe(70));
    await orderWith(buyer, order.id, { refund_state: 'partial', refunded_amount: '5.00' });
    await expectInvariants(shop);
    await controls.refund(payment);
    await orderWith(buyer, order.id, { refund_state: 'full', refunded_amount: '15.00' });
    expect(await bonusOf(buyer)).toMatchObject({ balance: 300, debt: 0 });
  });

  it('run out, whether or not anybody tidies up', async () => {
    await givePoints(shop.app, buyer, 100);
    await givePoints(shop.app, buyer, 30);
    await letPointsExpire(100);
    expect(await bonusOf(buyer)).toMatchObject({ balance: 30 });
    await fillCart(shop, buyer);
    await buyer.client.post('/orders').send({ bonus_points: 31 }).expect(409);
    await shop.app.get(BonusExpiryTask).run();
    await shop.app.get(BonusExpiryTask).run();
    expect(await ledgerOf(buyer)).toEqual(['adjusted 100', 'adjusted 30', 'expired -100']);
    await orderWithMore(buyer, { bonus_points: 30 });
  });

  it('pay for one order only, when two are made at once', async () => {
    await givePoints(shop.app, buyer, 100);
    const screening = await aScreening(shop.app);
    const holds = [await aHold(buyer, screening, 'A1 A2'), await aHold(buyer, screening, 'B1 B2')];
    const answers = await Promise.all(
      holds.map(({ id }) => buyer.client.post('/orders').send({ hold_ids: [id], bonus_points: 100 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await bonusOf(buyer)).balance).toBe(0);
  });

  it('are right when an order is given back while they are spent', async () => {
    const paid = await aPaidOrder(shop, buyer, ['10.00']);
    await fillCart(shop, buyer, ['5.00']);
    const [order] = await Promise.all([
      buyer.client.post('/orders').send({ bonus_points: 100 }),
      buyer.client.post(`/orders/${paid.id}/refund`).expect(200),
    ]);
    const { balance, debt } = await bonusOf(buyer);
    expect([balance, debt]).toEqual(order.status === 201 ? [0, 100] : [0, 0]);
  });

  it('come back once, however often a refund is asked for at once', async () => {
    await givePoints(shop.app, buyer, 300);
    await fillCart(shop, buyer, ['10.00']);
    const order = await pay(buyer, await orderWithMore(buyer, { bonus_points: 300 }));
    const answers = await Promise.all(
      [1, 2, 3].map(() => buyer.client.post(`/orders/${order.id}/refund`).send({})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await bonusOf(buyer)).balance).toBe(300);
  });

  it('are given and taken by administrators, once for a key, and their owner is told', async () => {
    const admin = shop.app.as('admin');
    const adjust = (points: number, key = 'one') =>
      admin
        .post(`/admin/users/${buyer.id}/bonus`)
        .set('idempotency-key', `${buyer.id}-${key}`)
        .send({ points, reason: 'The sound was missing.' });
    const given = await adjust(500).expect(201);
    expect(given.body).toMatchObject({ points: 500, reason: 'adjusted', note: 'The sound was missing.' });
    expect((await adjust(500).expect(201)).body).toEqual(given.body);
    await adjust(-200, 'two').expect(201);
    expect((await adjust(-301, 'three').expect(409)).body).toMatchObject({ balance: 300 });
    expect((await bonusOf(buyer)).balance).toBe(300);
    await eventually(async () => {
      const { body } = await buyer.client.get('/notifications').expect(200);
      expect(JSON.stringify(body)).toContain('You got 500 bonus points');
    });
    const log = await admin.get(`/admin/audit-log?target=user:${buyer.id}`).expect(200);
    expect(JSON.stringify(log.body)).toContain('bonus.adjust');
    await admin.post('/admin/users/2000000000/bonus').send({ points: 1, reason: 'Why not.' }).expect(404);
    for (const body of [{ points: 0, reason: 'x' }, { points: 1.5, reason: 'x' }, { points: 5 }]) {
      await admin.post(`/admin/users/${buyer.id}/bonus`).send(body).expect(422);
    }
  });

  it('end with the account', async () => {
    await givePoints(shop.app, buyer, 500);
    await fillCart(shop, buyer);
    await orderWithMore(buyer, { bonus_points: 100 });
    await buyer.client.delete('/accounts/me').send({ password: buyer.password }).expect(204);
    const rows = await shop.app.database.query(
      'SELECT balance, debt FROM bonus_accounts WHERE user_id = $1',
      [buyer.id],
    );
    expect(rows).toEqual([{ balance: 0, debt: 0 }]);
  });

  it('and a code pay for seats, a film and a combo, which are given back one by one to the cent', async () => {
    await givePoints(shop.app, buyer, 1_000);
    const screening = await aScreening(shop.app, { basePrice: '12.00' });
    const hold = await aHold(buyer, screening, 'C1 C2');
    const drink = await aConcession(shop.app, { price: '4.00', stock: 10 });
    const combo_of = [{ item_id: drink.id, quantity: 3 }];
    const snack = await aConcession(shop.app, {
      price: '5.55',
      category: 'combo',
      cinema_id: drink.cinema_id,
      combo_of,
    });
    const promo = await aPromoCode(shop.app, { value: '15.00' });
    await fillCart(shop, buyer, ['9.99']);
    const order = await orderWithMore(buyer, {
      include_cart: true,
      hold_ids: [hold.id],
      concessions: [wishFor(snack, 2)],
      promo_code: promo.code,
      bonus_points: 1_000,
    });
    expect(order).toMatchObject({
      discounts: '6.76',
      total_amount: '38.33',
      bonus_amount: '10.00',
      amount_due: '28.33',
    });
    await pay(buyer, order);
    expect([(await bonusOf(buyer)).balance, await stockOf(shop.app, drink)]).toEqual([283, 4]);
    const payment = async (): Promise<PaymentResponse> => {
      const { body } = await buyer.client.get('/payments').expect(200);
      return (body as { items: [PaymentResponse] }).items[0];
    };
    const moneyBack: string[] = [];
    for (const { id } of order.lines) {
      await giveBack(buyer, order, [id]);
      const { refunded_amount, external_payment_id } = await payment();
      moneyBack.push(refunded_amount);
      await eventually(async () =>
        expect(await refundedAtGateway(shop, external_payment_id ?? '')).toBe(minorUnitsOf(refunded_amount)),
      );
      await expectInvariants(shop);
    }
    expect(new Set(moneyBack).size).toBe(4);
    await orderWith(buyer, order.id, { refund_state: 'full', refunded_amount: '38.33' });
    expect(await bonusOf(buyer)).toMatchObject({ balance: 1_000, debt: 0 });
    expect(await stockOf(shop.app, drink)).toBe(10);
    expect(await payment()).toMatchObject({ amount: '28.33', refunded_amount: '28.33', status: 'refunded' });
  });
});
