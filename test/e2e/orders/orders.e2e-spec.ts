import { OrderExpiryTask } from '../../../src/modules/orders/order-expiry.task.js';
import type { OrderPage, OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { aMovie } from '../../support/factories.js';
import {
  aCustomer,
  anOrder,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  type Shop,
} from '../../support/shop.js';

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

const inCart = async ({ client }: Customer): Promise<string[]> => {
  const { body } = await client.get('/cart').expect(200);
  return (body as { items: { movie: { uuid: string } }[] }).items.map(({ movie }) => movie.uuid);
};
const edit = (uuid: string, changes: object) =>
  shop.app.as('moderator').patch(`/movies/${uuid}`).send(changes).expect(200);

describe('an order', () => {
  it('takes the films out of the cart and shows what they cost', async () => {
    const [heat, ronin] = [
      await aMovie(shop.app, { name: 'Heat', year: 1995, price: '9.99' }),
      await aMovie(shop.app, { name: 'Ronin', year: 1998, price: '7.50' }),
    ];
    await fillCart(shop, buyer, [heat, ronin]);

    const answer = await buyer.client.post('/orders').expect(201);

    const order = answer.body as OrderResponse;
    expect(answer.headers['location']).toBe(`/orders/${order.id}`);
    const line = {
      kind: 'movie',
      quantity: 1,
      discount: '0.00',
      bonus_amount: '0.00',
      refunded: false,
      refunded_amount: '0.00',
    };
    expect(order).toEqual({
      id: expect.any(Number),
      status: 'pending',
      refund_state: 'none',
      lines: [
        {
          ...line,
          id: expect.any(Number),
          title: 'Heat (1995)',
          price_at_order: '9.99',
          net: '9.99',
          movie_uuid: heat.uuid,
        },
        {
          ...line,
          id: expect.any(Number),
          title: 'Ronin (1998)',
          price_at_order: '7.50',
          net: '7.50',
          movie_uuid: ronin.uuid,
        },
      ],
      excluded: [],
      discounts: '0.00',
      total_amount: '17.49',
      bonus_amount: '0.00',
      amount_due: '17.49',
      refunded_amount: '0.00',
      currency: 'usd',
      created_at: expect.any(String),
      expires_at: expect.any(String),
      paid_at: null,
    });
    expect(Date.parse(order.expires_at) - Date.parse(order.created_at)).toBe(15 * 60_000);
    expect(await inCart(buyer)).toEqual([]);
    expect((await buyer.client.get(`/orders/${order.id}`).expect(200)).body).toEqual(order);
  });

  it('needs something to order, and somebody who orders', async () => {
    const { body } = await buyer.client.post('/orders').expect(400);
    expect(body).toMatchObject({ type: '/problems/cart-empty' });
    await buyer.client.post('/orders').send({ include_cart: false }).expect(400);
    const stranger = await shop.app.as().post('/orders').expect(401);
    expect(stranger.body).toMatchObject({ type: '/problems/sign-up-required' });
  });

  it.each([
    ['snacks of no cinema', { concessions: [{ item_id: 1, quantity: 1 }] }, 'concessions[0].cinema_id'],
    ['a promo code that is too long to be one', { promo_code: 'A'.repeat(41) }, 'promo_code'],
    ['what is no field', { total_amount: '0.00' }, 'total_amount'],
    ['words for numbers', { bonus_points: 'all' }, 'bonus_points'],
    ['a word for true', { include_cart: 'maybe' }, 'include_cart'],
  ])('is not made of %s', async (_what, wish, field) => {
    await fillCart(shop, buyer);
    const { body } = await buyer.client.post('/orders').send(wish).expect(422);
    expect(body).toMatchObject({ errors: [{ field }] });
    expect(await inCart(buyer)).toHaveLength(1);
  });

  it('leaves out and names what cannot be bought, which stays in the cart', async () => {
    const [, gone, abroad] = await fillCart(shop, buyer, ['9.99', '5.00', '6.00']);
    await edit(gone?.uuid ?? '', { withdrawn: true });
    await edit(abroad?.uuid ?? '', { countries: ['JP'] });

    const { body } = await buyer.client.post('/orders').expect(201);

    expect(body).toMatchObject({ total_amount: '9.99', lines: [{ price_at_order: '9.99' }] });
    expect((body as OrderResponse).excluded).toEqual([
      { kind: 'movie', ref: gone?.uuid, title: `${gone?.name} (2001)`, reason: 'withdrawn' },
      { kind: 'movie', ref: abroad?.uuid, title: `${abroad?.name} (2001)`, reason: 'region-locked' },
    ]);
    expect(await inCart(buyer)).toEqual(expect.arrayContaining([gone?.uuid, abroad?.uuid]));
  });

  it('is refused where nothing is left, with the reasons', async () => {
    const [film] = await fillCart(shop, buyer);
    await edit(film?.uuid ?? '', { withdrawn: true });

    const { body } = await buyer.client.post('/orders').expect(409);

    expect(body).toMatchObject({
      type: '/problems/nothing-to-buy',
      excluded: [{ ref: film?.uuid, reason: 'withdrawn' }],
    });
  });

  it('keeps its films from being put into the cart again', async () => {
    const film = await aMovie(shop.app);
    const { id } = await anOrder(shop, buyer, [film]);
    const { body } = await buyer.client.post('/cart/items').send({ movie_uuid: film.uuid }).expect(409);
    expect(body).toMatchObject({ type: '/problems/in-open-order', order_id: id });
  });

  it('is made once, however often it is asked for at the same time', async () => {
    await fillCart(shop, buyer, ['9.99', '5.00']);

    const answers = await Promise.all(Array.from({ length: 50 }, () => buyer.client.post('/orders')));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(49).fill(400)]);
    const { body } = await buyer.client.get('/orders').expect(200);
    expect(body).toMatchObject({ total_items: 1, items: [{ total_amount: '14.99' }] });
  });

  it('is nobody else’s', async () => {
    const { id } = await anOrder(shop, buyer);
    const other = await aCustomer(shop);
    await other.client.get(`/orders/${id}`).expect(404);
    for (const action of ['cancel', 'checkout', 'refund']) {
      await other.client.post(`/orders/${id}/${action}`).expect(404);
    }
    expect((await other.client.get('/orders').expect(200)).body).toMatchObject({ items: [] });
  });
});

describe('canceling an order', () => {
  it('puts its films back into the cart, as far as they can be bought', async () => {
    const films = [await aMovie(shop.app), await aMovie(shop.app)];
    const { id } = await anOrder(shop, buyer, films);
    await edit(films[1]?.uuid ?? '', { withdrawn: true });

    const { body } = await buyer.client.post(`/orders/${id}/cancel`).expect(200);

    expect(body).toMatchObject({ id, status: 'canceled', refund_state: 'none' });
    expect(await inCart(buyer)).toEqual([films[0]?.uuid]);
  });

  it('can be done once', async () => {
    const { id } = await anOrder(shop, buyer);
    await buyer.client.post(`/orders/${id}/cancel`).expect(200);
    for (const action of ['cancel', 'checkout']) {
      const { body } = await buyer.client.post(`/orders/${id}/${action}`).expect(409);
      expect(body).toMatchObject({ type: '/problems/order-not-open', status: 'canceled' });
    }
    const { body } = await buyer.client.post(`/orders/${id}/refund`).expect(409);
    expect(body).toMatchObject({ type: '/problems/order-not-paid' });
  });

  it('is done by time, where nobody pays', async () => {
    const [film] = await fillCart(shop, buyer);
    const { id } = (await buyer.client.post('/orders').expect(201)).body as OrderResponse;
    await shop.app.database.query(
      `UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    const late = await buyer.client.post(`/orders/${id}/checkout`).expect(409);
    expect(late.body).toMatchObject({ type: '/problems/order-expired' });

    await shop.app.get(OrderExpiryTask).run();

    expect((await buyer.client.get(`/orders/${id}`).expect(200)).body).toMatchObject({ status: 'canceled' });
    expect(await inCart(buyer)).toEqual([film?.uuid]);
  });

  it('is done when the account is deleted', async () => {
    const { id } = await anOrder(shop, buyer);
    await buyer.client.delete('/accounts/me').send({ password: buyer.password }).expect(204);
    const { body } = await shop.app.as('moderator').get(`/admin/orders/${id}`).expect(200);
    expect(body).toMatchObject({
      status: 'canceled',
      email: null,
      events: [{ to: 'pending' }, { to: 'canceled', reason: 'account-deleted' }],
    });
  });
});

describe('the checkout of an order', () => {
  it('asks again when a price has changed, and goes on with the total that is agreed to', async () => {
    const [dear, cheap] = [
      await aMovie(shop.app, { price: '9.99' }),
      await aMovie(shop.app, { price: '5.00' }),
    ];
    const order = await anOrder(shop, buyer, [dear, cheap]);
    await edit(dear.uuid, { price: '12.00' });

    const refused = await buyer.client.post(`/orders/${order.id}/checkout`).expect(409);
    expect(refused.body).toMatchObject({
      type: '/problems/price-changed',
      total_amount: '17.00',
      excluded: [],
    });
    await buyer.client.post(`/orders/${order.id}/checkout`).send({ accept_total: '16.99' }).expect(409);
    const { body } = await buyer.client
      .post(`/orders/${order.id}/checkout`)
      .send({ accept_total: '17.00' })
      .expect(200);

    expect(body).toMatchObject({ status: 'pending', checkout_url: expect.stringMatching(/^http/) });
    const repriced = (await buyer.client.get(`/orders/${order.id}`).expect(200)).body as OrderResponse;
    expect(repriced).toMatchObject({
      total_amount: '17.00',
      lines: [{ price_at_order: '5.00' }, { price_at_order: '12.00' }],
    });
    const kept = await shop.app.database.query(
      'SELECT price_at_order FROM order_items WHERE order_id = $1 AND superseded_at IS NOT NULL',
      [order.id],
    );
    expect(kept).toEqual([{ price_at_order: '9.99' }]);
  });

  it('leaves out what was withdrawn meanwhile', async () => {
    const [stays, goes] = [await aMovie(shop.app), await aMovie(shop.app, { price: '5.00' })];
    const { id } = await anOrder(shop, buyer, [stays, goes]);
    await edit(goes.uuid, { withdrawn: true });

    const { body } = await buyer.client.post(`/orders/${id}/checkout`).expect(409);
    expect(body).toMatchObject({ total_amount: '9.99', excluded: [{ ref: goes.uuid, reason: 'withdrawn' }] });
    await buyer.client.post(`/orders/${id}/checkout`).send({ accept_total: '9.99' }).expect(200);

    expect((await buyer.client.get(`/orders/${id}`).expect(200)).body).toMatchObject({
      total_amount: '9.99',
      lines: [{ movie_uuid: stays.uuid }],
      excluded: [{ ref: goes.uuid }],
    });
  });

  it('ends an order of which nothing is left', async () => {
    const film = await aMovie(shop.app);
    const { id } = await anOrder(shop, buyer, [film]);
    await edit(film.uuid, { withdrawn: true });

    const { body } = await buyer.client.post(`/orders/${id}/checkout`).expect(409);

    expect(body).toMatchObject({ type: '/problems/nothing-to-buy', excluded: [{ ref: film.uuid }] });
    expect((await buyer.client.get(`/orders/${id}`).expect(200)).body).toMatchObject({ status: 'canceled' });
  });

  it('pays an order at once that costs nothing', async () => {
    const film = await aMovie(shop.app, { price: '0.00' });
    const { id } = await anOrder(shop, buyer, [film]);

    const { body } = await buyer.client.post(`/orders/${id}/checkout`).expect(200);

    expect(body).toMatchObject({ checkout_url: null, status: 'paid' });
    expect((await buyer.client.get('/purchases').expect(200)).body).toMatchObject({
      items: [{ uuid: film.uuid }],
    });
    expect((await buyer.client.post(`/orders/${id}/refund`).expect(200)).body).toMatchObject({
      status: 'canceled',
      refund_state: 'full',
      refunded_amount: '0.00',
    });
  });
});

describe('lists of orders', () => {
  it('are filtered, sorted and paged', async () => {
    const cheap = await anOrder(shop, buyer, ['1.00']);
    const dear = await anOrder(shop, buyer, ['20.00']);
    const middle = await anOrder(shop, buyer, ['3.00']);
    await buyer.client.post(`/orders/${dear.id}/cancel`).expect(200);
    const ids = async (query: string): Promise<number[]> =>
      ((await buyer.client.get(`/orders${query}`).expect(200)).body as OrderPage).items.map(({ id }) => id);

    expect(await ids('')).toEqual([middle.id, dear.id, cheap.id]);
    expect(await ids('?sort=total_amount')).toEqual([cheap.id, middle.id, dear.id]);
    expect(await ids('?status=canceled')).toEqual([dear.id]);
    expect(await ids('?status=canceled&status=pending&per_page=1&page=2')).toEqual([dear.id]);
    expect(await ids('?to=2020-01-01')).toEqual([]);
    expect(await ids(`?from=${new Date().toISOString().slice(0, 10)}`)).toHaveLength(3);
    for (const query of [
      '?status=refunded',
      '?sort=price',
      '?from=yesterday',
      '?from=2026-02-01&to=2026-01-01',
    ]) {
      await buyer.client.get(`/orders${query}`).expect(422);
    }
  });

  it('show moderators everybody’s, with the buyer', async () => {
    const { id } = await anOrder(shop, buyer);
    const moderator = shop.app.as('moderator');

    for (const query of [`user_id=${buyer.id}`, `email=${encodeURIComponent(buyer.email.toUpperCase())}`]) {
      const { body } = await moderator.get(`/admin/orders?${query}`).expect(200);
      expect(body).toMatchObject({ total_items: 1, items: [{ id, user_id: buyer.id, email: buyer.email }] });
    }
    expect((await moderator.get('/admin/orders?email=%25&per_page=1').expect(200)).body).toMatchObject({
      items: [],
    });
    const { body } = await moderator.get(`/admin/orders/${id}`).expect(200);
    expect(body).toMatchObject({
      id,
      events: [{ from: null, to: 'pending', reason: 'ordered', actor_id: buyer.id, at: expect.any(String) }],
    });
  });
});

describe('a film in an open order', () => {
  it('cannot be deleted', async () => {
    const film = await aMovie(shop.app);
    await anOrder(shop, buyer, [film]);
    const { body } = await shop.app.as('moderator').delete(`/movies/${film.uuid}?force=true`).expect(409);
    expect(body).toMatchObject({ type: '/problems/movie-in-use' });
  });
});
