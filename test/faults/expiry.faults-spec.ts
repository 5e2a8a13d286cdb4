import type { MovieResponse } from '../../src/modules/catalogue/movies/movie.dto.js';
import { aMovie } from '../support/factories.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  customersOf,
  checkoutUrl,
  type Customer,
  orderWith,
} from '../support/shop.js';
import { aMoment, TEST_MS, times } from './extent.js';
import { type FaultyShop, letExpire, openFaultyShop, reconcile, releaseExpired } from './faulty-shop.js';

jest.setTimeout(TEST_MS);

let shop: FaultyShop;
let customer: Customer;
beforeAll(async () => {
  shop = await openFaultyShop();
});
beforeEach(async () => {
  customer = await aCustomer(shop);
});
afterEach(async () => {
  await shop.gateway.heal();
  await shop.auditor.expectSound();
});
afterAll(() => shop.close());

const cartOf = async ({ client }: Customer): Promise<unknown[]> =>
  ((await client.get('/cart').expect(200)).body as { items: unknown[] }).items;
const libraryOf = async ({ client }: Customer): Promise<string[]> =>
  ((await client.get('/purchases').expect(200)).body as { items: { uuid: string }[] }).items.map(
    ({ uuid }) => uuid,
  );
const isAccepted = ({ status }: Response): boolean => status === 303;

describe('A payment at the very moment at which the order expires', () => {
  it('either pays for the order or is not taken', async () => {
    const buyers = await customersOf(shop, times(12, 150));
    const open = await Promise.all(
      buyers.map(async (buyer) => {
        const { id } = await anOrder(shop, buyer);
        return { buyer, id, url: await checkoutUrl(buyer, id) };
      }),
    );
    await letExpire(
      shop,
      open.map(({ id }) => id),
      0,
    );

    const paying = open.map(async ({ buyer, id, url }) => {
      await aMoment(open.length * 20);
      return { buyer, id, taken: isAccepted(await actOnPage(url, 'paid')) };
    });
    const [ends] = await Promise.all([Promise.all(paying), releaseExpired(shop), releaseExpired(shop)]);
    await releaseExpired(shop);

    for (const { buyer, id, taken } of ends)
      await orderWith(buyer, id, { status: taken ? 'paid' : 'canceled' });
  });
});

describe('A payment for an order that was released while Stripe did not close its page', () => {
  /** A canceled order of these films whose page is still open. */
  const released = async (films: readonly MovieResponse[]): Promise<{ id: number; url: string }> => {
    const { id } = await anOrder(shop, customer, films);
    const url = await checkoutUrl(customer, id);
    await letExpire(shop, [id], 11);
    await shop.gateway.fail('refused', { path: '/v1/checkout/sessions', times: 100 });
    await releaseExpired(shop);
    await shop.gateway.heal();
    await orderWith(customer, id, { status: 'canceled' });
    return { id, url };
  };
  const twoFilms = async (): Promise<[MovieResponse, MovieResponse]> => [
    await aMovie(shop.app),
    await aMovie(shop.app, { price: '5.00' }),
  ];

  it('still pays for it when its films are free, and they leave the cart again', async () => {
    const films = await twoFilms();
    const { id, url } = await released(films);
    expect(await cartOf(customer)).toHaveLength(2);
    await actOnPage(url, 'paid');
    await orderWith(customer, id, { status: 'paid' });

    expect((await libraryOf(customer)).sort()).toEqual(films.map(({ uuid }) => uuid).sort());
    expect(await cartOf(customer)).toEqual([]);
  });

  it('goes back as a whole when one of its films was bought in the meantime, and nothing is handed over', async () => {
    const [film, other] = await twoFilms();
    const { id, url } = await released([film, other]);
    await customer.client.delete(`/cart/items/${other.uuid}`).expect(204);
    const again = (await customer.client.post('/orders').expect(201)).body as { id: number };
    await actOnPage(await checkoutUrl(customer, again.id), 'paid');
    await orderWith(customer, again.id, { status: 'paid' });
    await actOnPage(url, 'paid');
    await shop.auditor.expectSound();

    await orderWith(customer, id, { status: 'canceled', refund_state: 'none' });
    expect(await libraryOf(customer)).toEqual([film.uuid]);
    expect(await cartOf(customer)).toEqual([]);
  });

  it('goes back when one of its films is in another open order', async () => {
    const films = await twoFilms();
    const { id, url } = await released(films);
    const again = (await customer.client.post('/orders').expect(201)).body as { id: number };
    await actOnPage(url, 'paid');
    await shop.auditor.expectSound();

    await orderWith(customer, id, { status: 'canceled' });
    await orderWith(customer, again.id, { status: 'pending' });
  });

  it.each([
    [
      'withdrawn',
      (uuid: string) => shop.app.as('moderator').patch(`/movies/${uuid}`).send({ withdrawn: true }),
    ],
    ['deleted', (uuid: string) => shop.app.as('moderator').delete(`/movies/${uuid}?force=true`)],
  ])('goes back when a film was %s in the meantime', async (_how, remove) => {
    const films = await twoFilms();
    const { id, url } = await released(films);
    expect((await remove(films[0].uuid)).status).toBeLessThan(300);
    await actOnPage(url, 'paid');
    await shop.auditor.expectSound();

    await orderWith(customer, id, { status: 'canceled' });
    expect(await libraryOf(customer)).toEqual([]);
  });

  it('goes back when the buyer has deleted the account', async () => {
    const { id, url } = await released(await twoFilms());
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);
    await actOnPage(url, 'paid');
    await shop.auditor.expectSound();

    const { body } = await shop.app.as('moderator').get(`/admin/orders/${id}`).expect(200);
    expect(body).toMatchObject({ status: 'canceled' });
  });

  it('is not taken once the page has been closed after all', async () => {
    const { id, url } = await released(await twoFilms());
    await reconcile(shop);

    expect(isAccepted(await actOnPage(url, 'paid'))).toBe(false);
    await orderWith(customer, id, { status: 'canceled' });
  });
});

describe('While Stripe does not answer, an order that expires', () => {
  it('waits for ten minutes, and is paid when it turns out that it was', async () => {
    const { id } = await anOrder(shop, customer);
    const url = await checkoutUrl(customer, id);
    await shop.gateway.holdWebhooks();
    await actOnPage(url, 'paid');
    await shop.gateway.releaseWebhooks({ ids: [] });
    await letExpire(shop, [id], 9);
    await shop.gateway.fail('error', { path: '/v1/checkout/sessions', times: 100 });
    await releaseExpired(shop);
    await orderWith(customer, id, { status: 'pending' });
    await shop.gateway.heal();
    await releaseExpired(shop);

    await orderWith(customer, id, { status: 'paid' });
  });
});
