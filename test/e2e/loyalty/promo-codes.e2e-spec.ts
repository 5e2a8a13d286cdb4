import type { PromoCodeResponse } from '../../../src/modules/loyalty/promo-codes/promo-code.dto.js';
import { OrderExpiryTask } from '../../../src/modules/orders/order-expiry.task.js';
import { aHold } from '../../support/booking.js';
import { aCashier, aSaleBody } from '../../support/box-office.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { aPromoCode, giveBack, orderWithMore, pay, usesOf } from '../../support/loyalty.js';
import {
  actOnPage,
  aCustomer,
  checkoutUrl,
  type Customer,
  customersOf,
  expectInvariants,
  fillCart,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';
import { aHall, aScreening } from '../../support/theatre.js';

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

const expireOrder = async (id: number): Promise<void> => {
  await shop.app.database.query(
    `UPDATE orders SET expires_at = now() - interval '20 minutes' WHERE id = $1`,
    [id],
  );
  await shop.app.get(OrderExpiryTask).run();
};

describe('promo codes', () => {
  it('are made, listed, edited and deleted by moderators', async () => {
    const moderator = shop.app.as('moderator');
    const film = await aMovie(shop.app);
    const body = {
      code: 'Autumn-26',
      kind: 'fixed',
      value: '5.00',
      ends_at: '2030-01-01T00:00:00Z',
      weekdays: [2, 3],
      first_order_only: true,
      min_amount: 12.5,
      max_uses: 100,
      max_uses_per_user: 1,
      scope: { kinds: ['movie', 'seat'], movie_uuids: [film.uuid], hall_types: ['imax'] },
    };
    const created = await moderator.post('/promo-codes').send(body).expect(201);
    const expected = {
      ...body,
      min_amount: '12.50',
      ends_at: '2030-01-01T00:00:00.000Z',
      starts_at: null,
      max_discount: null,
      uses: 0,
      batch_id: null,
      currency: 'usd',
    };
    expect(created.body).toEqual({ ...expected, id: expect.any(Number) });
    const { id } = created.body as PromoCodeResponse;
    const listed = await moderator.get('/promo-codes?q=autumn-26&kind=fixed&active=true').expect(200);
    expect(listed.body).toMatchObject({ total_items: 1, items: [{ id }] });
    const changed = await moderator
      .patch(`/promo-codes/${id}`)
      .set('if-match', created.headers['etag'] ?? '')
      .send({ max_uses: null, scope: null, value: '4.00' })
      .expect(200);
    expect(changed.body).toMatchObject({ max_uses: null, scope: {}, value: '4.00', weekdays: [2, 3] });
    await moderator
      .delete(`/promo-codes/${id}`)
      .set('if-match', created.headers['etag'] ?? '')
      .expect(412);
    await moderator.delete(`/promo-codes/${id}`).expect(204);
    await moderator.get(`/promo-codes/${id}`).expect(404);
    await moderator.post('/promo-codes').send(body).expect(201);
  });

  it('are unique, whatever their case', async () => {
    await aPromoCode(shop.app, { code: 'Once-Only' });
    const { body } = await shop.app
      .as('moderator')
      .post('/promo-codes')
      .send({ code: 'ONCE-only', kind: 'fixed', value: '1.00' })
      .expect(409);
    expect(body).toMatchObject({ type: '/problems/promo-code-exists' });
  });

  it.each([
    [{ value: '100.01' }, 'value'],
    [{ value: '0.00' }, 'value'],
    [{ kind: 'fixed', value: '1000000.00' }, 'value'],
    [{ min_amount: '99999999.00' }, 'min_amount'],
    [{ kind: 'free' }, 'kind'],
    [{ code: 'no spaces' }, 'code'],
    [{ kind: 'fixed', max_discount: '5.00' }, 'max_discount'],
    [{ starts_at: '2027-01-02T00:00:00Z', ends_at: '2027-01-01T00:00:00Z' }, 'ends_at'],
    [{ ends_at: 'tomorrow' }, 'ends_at'],
    [{ weekdays: [0] }, 'weekdays'],
    [{ max_uses: 0 }, 'max_uses'],
    [{ scope: { genres: ['No such genre'] } }, 'scope.genres[0]'],
    [{ scope: { movie_uuids: ['0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11'] } }, 'scope.movie_uuids[0]'],
    [{ scope: { cinema_ids: [2_000_000_000] } }, 'scope.cinema_ids[0]'],
    [{ scope: { hall_types: ['tent'] } }, 'scope.hall_types'],
    [{ scope: { item_categories: ['popcorn'] } }, 'scope.item_categories'],
    [{ scope: [{ kinds: ['seat'] }] }, 'scope'],
    [{ scope: { planet: 'Mars' } }, 'scope.planet'],
    [{ scope: { kinds: null } }, 'scope.kinds'],
    [{ scope: 'all' }, 'scope'],
  ])('with %j are refused by the name of the field', async (wrong, field) => {
    const { body } = await shop.app
      .as('moderator')
      .post('/promo-codes')
      .send({ code: 'WRONG', kind: 'percent', value: '10.00', ...wrong })
      .expect(422);
    expect((body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(field);
  });

  it('cannot be limited to less than what was used', async () => {
    const promo = await aPromoCode(shop.app, { max_uses: 5 });
    for (const price of ['9.99', '4.99']) {
      await fillCart(shop, buyer, [price]);
      await orderWithMore(buyer, { promo_code: promo.code });
    }
    const patch = (limits: object) => shop.app.as('moderator').patch(`/promo-codes/${promo.id}`).send(limits);
    expect((await patch({ max_uses: 1 }).expect(422)).body).toMatchObject({
      errors: [{ field: 'max_uses' }],
    });
    expect((await patch({ max_uses_per_user: 1 }).expect(422)).body).toMatchObject({
      errors: [{ field: 'max_uses_per_user' }],
    });
    await patch({ max_uses: 2, max_uses_per_user: 2 }).expect(200);
  });

  it('come in batches of single-use codes, and leave as CSV', async () => {
    const moderator = shop.app.as('moderator');
    const { body: batch } = await moderator
      .post('/promo-codes/batch')
      .send({ prefix: 'GIFT-', count: 30, kind: 'fixed', value: '2.00' })
      .expect(201);
    const { id, csv } = batch as { id: number; csv: string };
    const codesOf = async (): Promise<string[]> => {
      const file = await moderator
        .get(csv)
        .expect(200)
        .expect('content-type', /text\/csv/);
      return file.text.trim().split('\r\n').slice(1);
    };
    const codes = await codesOf();
    expect(new Set(codes).size).toBe(30);
    expect(codes.every((line) => /^GIFT-[A-Z2-9]{11},0$/.test(line))).toBe(true);
    const listed = await moderator.get(`/promo-codes?batch_id=${id}&per_page=1`).expect(200);
    expect(listed.body).toMatchObject({ total_items: 30, items: [{ max_uses: 1 }] });
    await fillCart(shop, buyer);
    const code = codes[0]?.split(',')[0];
    expect(await orderWithMore(buyer, { promo_code: code })).toMatchObject({ discounts: '2.00' });
    expect((await codesOf())[0]).toBe(`${code},1`);
    await moderator.get('/promo-codes/batch/2000000000.csv').expect(404);
    for (const wrong of [{ count: 10_001 }, { prefix: '' }, { max_uses: 2 }]) {
      const body = { prefix: 'GIFT-', count: 1, kind: 'fixed', value: '2.00', ...wrong };
      await moderator.post('/promo-codes/batch').send(body).expect(422);
    }
  });
});

describe('a quote', () => {
  const quote = ({ client }: Customer, body: object) => client.post('/promo-codes/quote').send(body);

  it('tells what a code takes off the cart, and takes nothing', async () => {
    const promo = await aPromoCode(shop.app, { max_discount: '2.50' });
    const films = await fillCart(shop, buyer, ['9.99', '5.01']);
    const { body } = await quote(buyer, { code: promo.code.toLowerCase() }).expect(200);
    expect(body).toMatchObject({
      code: promo.code,
      applies: true,
      reasons: [],
      discount: '2.50',
      total_amount: '12.50',
      lines: [{ discount: '1.67' }, { discount: '0.83' }],
    });
    expect(await usesOf(shop.app, promo)).toBe(0);
    const cart = (await buyer.client.get('/cart').expect(200)).body as { items: unknown[] };
    expect(cart.items).toHaveLength(films.length);
  });

  it('tells what a code takes off seats that are held, which stay held', async () => {
    const hall = await aHall(shop.app, { type: 'imax' });
    const screening = await aScreening(shop.app, { hall, basePrice: '10.00' });
    const hold = await aHold(buyer, screening, 'B1 B2');
    const promo = await aPromoCode(shop.app, {
      scope: { hall_types: ['imax'], cinema_ids: [hall.cinema.id] },
    });
    const asked = { code: promo.code, hold_ids: [hold.id] };
    expect((await quote(buyer, asked).expect(200)).body).toMatchObject({ applies: true, discount: '4.00' });
    expect((await quote(buyer, asked).expect(200)).body).toMatchObject({ total_amount: '16.00' });
    expect(await orderWithMore(buyer, { hold_ids: [hold.id], promo_code: promo.code })).toMatchObject({
      discounts: '4.00',
      lines: [{ discount: '2.00' }, { discount: '2.00' }],
    });
  });

  it('names every reason why a code does not apply', async () => {
    const promo = await aPromoCode(shop.app, {
      ends_at: '2020-01-01T00:00:00Z',
      min_amount: '50.00',
      first_order_only: true,
    });
    await fillCart(shop, buyer);
    await orderWithMore(buyer, {});
    await fillCart(shop, buyer);
    const { body } = await quote(buyer, { code: promo.code }).expect(200);
    expect(body).toMatchObject({
      applies: false,
      discount: '0.00',
      total_amount: '9.99',
      reasons: [{ reason: 'ended' }, { reason: 'not-first-order' }, { reason: 'below-minimum' }],
    });
  });

  it('lets nobody guess codes', async () => {
    const promo = await aPromoCode(shop.app);
    const guesses = Array.from({ length: 12 }, (_, n) => quote(buyer, { code: `GUESS-${n}` }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    await quote(buyer, { code: promo.code }).expect(429);
    await fillCart(shop, buyer);
    await buyer.client.post('/orders').send({ promo_code: promo.code }).expect(429);
  });

  it('may be asked for a code that there is as often as one likes', async () => {
    const promo = await aPromoCode(shop.app);
    for (let n = 0; n < 12; n += 1) await quote(buyer, { code: promo.code }).expect(200);
  });
});

describe('an order with a promo code', () => {
  it('costs less, line by line, and is paid and given back so', async () => {
    const promo = await aPromoCode(shop.app, { value: '33.00' });
    await fillCart(shop, buyer, ['9.99', '5.00', '0.50']);
    const order = await orderWithMore(buyer, { promo_code: promo.code.toLowerCase() });
    expect(order).toMatchObject({ discounts: '5.11', total_amount: '10.38', amount_due: '10.38' });
    const paid = await pay(buyer, order);
    const [first, ...others] = paid.lines;
    const partly = await giveBack(buyer, paid, [first?.id ?? 0]);
    expect(partly).toMatchObject({ refund_state: 'partial', refunded_amount: first?.net });
    await expectInvariants(shop);
    for (const { id } of others) await giveBack(buyer, paid, [id]);
    await orderWith(buyer, order.id, { refund_state: 'full', refunded_amount: '10.38' });
    expect(await usesOf(shop.app, promo)).toBe(1);
  });

  it('holds for what its scope names only', async () => {
    const drama = await aMovie(shop.app, { genres: ['Drama'], price: '10.00' });
    const comedy = await aMovie(shop.app, { genres: ['Comedy'], price: '10.00' });
    const promo = await aPromoCode(shop.app, { scope: { genres: ['drama'] } });
    await fillCart(shop, buyer, [drama, comedy]);
    const { lines } = await orderWithMore(buyer, { promo_code: promo.code });
    expect(lines.map(({ movie_uuid, discount }) => [movie_uuid, discount]).sort()).toEqual(
      [
        [drama.uuid, '2.00'],
        [comedy.uuid, '0.00'],
      ].sort(),
    );
  });

  it('that is refused is not made, and leaves the cart as it was', async () => {
    const promo = await aPromoCode(shop.app, { scope: { kinds: ['seat'] } });
    await fillCart(shop, buyer);
    for (const [code, reason] of [
      [promo.code, 'nothing-fits'],
      ['NO-SUCH-CODE', 'unknown-code'],
    ]) {
      const { body } = await buyer.client.post('/orders').send({ promo_code: code }).expect(409);
      expect(body).toMatchObject({ type: '/problems/promo-code-refused', reasons: [{ reason }] });
    }
    expect((await buyer.client.get('/cart').expect(200)).body).toMatchObject({ items: [{}] });
  });

  it('that it makes free is paid without a page', async () => {
    const promo = await aPromoCode(shop.app, { value: '100.00' });
    await fillCart(shop, buyer, ['9.99']);
    const order = await orderWithMore(buyer, { promo_code: promo.code });
    const { body } = await buyer.client.post(`/orders/${order.id}/checkout`).expect(200);
    expect(body).toMatchObject({ checkout_url: null, status: 'paid' });
    await giveBack(buyer, order);
  });

  it('leaves as much to pay as the gateway takes', async () => {
    const promo = await aPromoCode(shop.app, { value: '99.00' });
    await fillCart(shop, buyer, ['9.99']);
    expect(await orderWithMore(buyer, { promo_code: promo.code })).toMatchObject({
      discounts: '9.49',
      amount_due: '0.50',
    });
  });

  it('gives its use back when it is canceled or expires, and takes it again when its money arrives late', async () => {
    const promo = await aPromoCode(shop.app, { max_uses: 1 });
    const order = async (): Promise<number> => (await orderWithMore(buyer, { promo_code: promo.code })).id;
    await fillCart(shop, buyer);
    await buyer.client.post(`/orders/${await order()}/cancel`).expect(200);
    expect(await usesOf(shop.app, promo)).toBe(0);
    const late = await order();
    const page = await checkoutUrl(buyer, late);
    await shop.app.database.query(`UPDATE checkouts SET status = 'expired' WHERE order_id = $1`, [late]);
    await expireOrder(late);
    expect(await usesOf(shop.app, promo)).toBe(0);
    await actOnPage(page, 'paid');
    await orderWith(buyer, late, { status: 'paid', discounts: '2.00' });
    expect(await usesOf(shop.app, promo)).toBe(1);
  });

  it('gives money back that arrives after its use was given to somebody else', async () => {
    const promo = await aPromoCode(shop.app, { max_uses: 1 });
    await fillCart(shop, buyer);
    const late = await orderWithMore(buyer, { promo_code: promo.code });
    const page = await checkoutUrl(buyer, late.id);
    await shop.app.database.query(`UPDATE checkouts SET status = 'expired' WHERE order_id = $1`, [late.id]);
    await expireOrder(late.id);
    const other = await aCustomer(shop);
    await fillCart(shop, other);
    await orderWithMore(other, { promo_code: promo.code });
    await actOnPage(page, 'paid');
    await eventually(async () => {
      const { body } = await buyer.client.get('/payments').expect(200);
      expect(body).toMatchObject({ items: [{ amount: '7.99', status: 'refunded' }] });
    });
    await orderWith(buyer, late.id, { status: 'canceled' });
  });

  it('is priced anew when a price changes, as the code was when it was ordered', async () => {
    const promo = await aPromoCode(shop.app, { value: '50.00' });
    const [film] = await fillCart(shop, buyer, ['10.00', '4.00']);
    const order = await orderWithMore(buyer, { promo_code: promo.code });
    expect(order).toMatchObject({ total_amount: '7.00' });
    const moderator = shop.app.as('moderator');
    await moderator.patch(`/promo-codes/${promo.id}`).send({ value: '10.00' }).expect(200);
    await moderator.patch(`/movies/${film?.uuid}`).send({ price: '6.00' }).expect(200);
    const { body } = await buyer.client.post(`/orders/${order.id}/checkout`).expect(409);
    expect(body).toMatchObject({ type: '/problems/price-changed', total_amount: '5.00' });
    await buyer.client.post(`/orders/${order.id}/checkout`).send({ accept_total: '5.00' }).expect(200);
    await orderWith(buyer, order.id, { discounts: '5.00', total_amount: '5.00' });
    await pay(buyer, order);
  });

  it('is sold at the counter, too', async () => {
    const cashier = await aCashier(shop.app);
    const screening = await aScreening(shop.app, { basePrice: '10.00' });
    const promo = await aPromoCode(shop.app, { value: '97.00' });
    const body = aSaleBody(screening, ['A1'], { promo_code: promo.code });
    const sold = await cashier.client.post('/box-office/sales').send(body).expect(201);
    expect(sold.body).toMatchObject({
      order: { discounts: '9.70', amount_due: '0.30' },
      payment: { amount: '0.30' },
    });
    const personal = await aPromoCode(shop.app, { max_uses_per_user: 1 });
    const refused = await cashier.client
      .post('/box-office/sales')
      .send(aSaleBody(screening, ['A3'], { promo_code: personal.code }))
      .expect(409);
    expect(refused.body).toMatchObject({ reasons: [{ reason: 'account-needed' }] });
  });

  it('is one of so many as the code has uses, when many order at once', async () => {
    const promo = await aPromoCode(shop.app, { max_uses: 3 });
    const buyers = await customersOf(shop, 20);
    for (const one of buyers) await fillCart(shop, one);
    const answers = await Promise.all(
      buyers.map(({ client }) => client.post('/orders').send({ promo_code: promo.code })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, body]).toMatchObject([409, { reasons: [{ reason: 'used-up' }] }]);
    }
    expect(await usesOf(shop.app, promo)).toBe(3);
  });

  it('is the first one once, with whichever codes two are made at once', async () => {
    const screening = await aScreening(shop.app);
    const codes = [await aPromoCode(shop.app, { first_order_only: true })];
    codes.push(await aPromoCode(shop.app, { first_order_only: true }));
    const holds = [await aHold(buyer, screening, 'A1 A2'), await aHold(buyer, screening, 'B1 B2')];
    const answers = await Promise.all(
      holds.map(({ id }, index) =>
        buyer.client.post('/orders').send({ hold_ids: [id], promo_code: codes[index]?.code }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is the first one once, when two tills sell to one customer at once', async () => {
    const screening = await aScreening(shop.app);
    const cashiers = [await aCashier(shop.app), await aCashier(shop.app)];
    const answers = await Promise.all(
      cashiers.map(async ({ client }, index) => {
        const promo = await aPromoCode(shop.app, { first_order_only: true });
        const more = { promo_code: promo.code, customer_email: buyer.email };
        return client
          .post('/box-office/sales')
          .send(aSaleBody(screening, index ? ['A1', 'A2'] : ['B1', 'B2'], more));
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('gives money back that arrives late for a first order after another one was made', async () => {
    const promo = await aPromoCode(shop.app, { first_order_only: true });
    await fillCart(shop, buyer);
    const late = await orderWithMore(buyer, { promo_code: promo.code });
    const page = await checkoutUrl(buyer, late.id);
    await shop.app.database.query(`UPDATE checkouts SET status = 'expired' WHERE order_id = $1`, [late.id]);
    await expireOrder(late.id);
    await fillCart(shop, buyer);
    await orderWithMore(buyer, { include_cart: true });
    await actOnPage(page, 'paid');
    await eventually(async () => {
      const { body } = await buyer.client.get('/payments').expect(200);
      expect(body).toMatchObject({ items: [{ status: 'refunded' }] });
    });
  });

  it('takes one code, unless the settings say otherwise', async () => {
    const codes = [await aPromoCode(shop.app), await aPromoCode(shop.app)].map(({ code }) => code);
    await fillCart(shop, buyer);
    const { body } = await buyer.client.post('/orders').send({ promo_codes: codes }).expect(422);
    expect(body).toMatchObject({ errors: [{ field: 'promo_codes', message: 'an order takes one code' }] });
    expect(await orderWithMore(buyer, { promo_codes: codes.slice(1) })).toMatchObject({ discounts: '2.00' });
  });

  it('is one of so many as a person may have, when they order at once', async () => {
    const promo = await aPromoCode(shop.app, { max_uses_per_user: 1, first_order_only: true });
    const screening = await aScreening(shop.app);
    const holds = [await aHold(buyer, screening, 'A1 A2'), await aHold(buyer, screening, 'B1 B2')];
    const answers = await Promise.all(
      holds.map(({ id }) => buyer.client.post('/orders').send({ hold_ids: [id], promo_code: promo.code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
