import type { MovieResponse } from '../../src/modules/catalogue/movies/movie.dto.js';
import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import { aMovie } from '../support/factories.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  checkoutUrl,
  type Customer,
  fillCart,
  orderWith,
} from '../support/shop.js';
import { aMoment, TEST_MS, times, upTo } from './extent.js';
import { type FaultyShop, openFaultyShop } from './faulty-shop.js';

jest.setTimeout(TEST_MS);

const ROUNDS = times(5, 80);

let shop: FaultyShop;
let customer: Customer;
let films: [MovieResponse, MovieResponse];
beforeAll(async () => {
  shop = await openFaultyShop();
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  films = [await aMovie(shop.app, { price: '9.00' }), await aMovie(shop.app, { price: '5.00' })];
});
afterEach(() => shop.auditor.expectSound());
afterAll(() => shop.close());

const change = ({ uuid }: MovieResponse, changes: object): Promise<unknown> =>
  shop.app.as('moderator').patch(`/movies/${uuid}`).send(changes).expect(200);
const remove = async ({ uuid }: MovieResponse): Promise<number> =>
  (await shop.app.as('moderator').delete(`/movies/${uuid}?force=true`)).status;
const libraryOf = async ({ client }: Customer): Promise<string[]> =>
  ((await client.get('/purchases').expect(200)).body as { items: { uuid: string }[] }).items.map(
    ({ uuid }) => uuid,
  );

describe('A price that changes', () => {
  it('while somebody pays is not theirs: they pay what the page said', async () => {
    const { id } = await anOrder(shop, customer, films);
    const url = await checkoutUrl(customer, id);
    await change(films[0], { price: '90.00' });
    await actOnPage(url, 'paid');

    await orderWith(customer, id, { status: 'paid', total_amount: '14.00' });
  });

  it('and is agreed to closes the page with the old one', async () => {
    const { id } = await anOrder(shop, customer, films);
    const former = await checkoutUrl(customer, id);
    await change(films[0], { price: '10.00' });
    const { body } = await customer.client
      .post(`/orders/${id}/checkout`)
      .send({ accept_total: '15.00' })
      .expect(200);

    expect((await actOnPage(former, 'paid')).status).toBe(409);
    await actOnPage((body as { checkout_url: string }).checkout_url, 'paid');
    await orderWith(customer, id, { status: 'paid', total_amount: '15.00' });
  });

  it('and is agreed to while the old one is being paid, costs nobody money', async () => {
    for (const price of upTo(ROUNDS).map((round) => 10 + round)) {
      const buyer = await aCustomer(shop);
      const { id } = await anOrder(shop, buyer, films);
      const former = await checkoutUrl(buyer, id);
      await change(films[0], { price: `${price}.00` });
      const agree = async (): Promise<{ status: number; body: unknown }> => {
        await aMoment(30);
        const accept_total = `${price + 5}.00`;
        return buyer.client.post(`/orders/${id}/checkout`).send({ accept_total });
      };
      const pay = async (): Promise<Response> => {
        await aMoment(60);
        return actOnPage(former, 'paid');
      };
      const [paid, agreed] = await Promise.all([pay(), agree()]);

      expect([200, 409]).toContain(agreed.status);
      if (agreed.status === 200)
        await actOnPage((agreed.body as { checkout_url: string }).checkout_url, 'paid');
      if (agreed.status === 200 || paid.status === 303) await shop.auditor.expectSound();
    }
  });
});

describe('A film that is withdrawn', () => {
  it('while somebody pays for it is theirs', async () => {
    const { id } = await anOrder(shop, customer, films);
    const url = await checkoutUrl(customer, id);
    await change(films[0], { withdrawn: true });
    await actOnPage(url, 'paid');
    await orderWith(customer, id, { status: 'paid' });

    expect((await libraryOf(customer)).sort()).toEqual(films.map(({ uuid }) => uuid).sort());
  });

  it('before somebody pays again is left out, and the page with it is closed', async () => {
    const { id } = await anOrder(shop, customer, films);
    const former = await checkoutUrl(customer, id);
    await change(films[0], { withdrawn: true });
    await customer.client.post(`/orders/${id}/checkout`).expect(409);
    const { body } = await customer.client
      .post(`/orders/${id}/checkout`)
      .send({ accept_total: '5.00' })
      .expect(200);

    expect((await actOnPage(former, 'paid')).status).toBe(409);
    await actOnPage((body as { checkout_url: string }).checkout_url, 'paid');
    await orderWith(customer, id, { status: 'paid', total_amount: '5.00' });
    expect(await libraryOf(customer)).toEqual([films[1].uuid]);
  });

  it('with all others of an order whose page is open, ends the order, and the page cannot be paid on', async () => {
    const { id } = await anOrder(shop, customer, films);
    const url = await checkoutUrl(customer, id);
    for (const film of films) await change(film, { withdrawn: true });
    await customer.client.post(`/orders/${id}/checkout`).expect(409);
    await orderWith(customer, id, { status: 'canceled' });
    await actOnPage(url, 'paid');

    await shop.auditor.expectSound();
    expect(await libraryOf(customer)).toEqual([]);
  });
});

describe('A film that is to be deleted', () => {
  it('stays while an order waits for its payment, and when it was paid', async () => {
    const { id } = await anOrder(shop, customer, films);
    const url = await checkoutUrl(customer, id);
    expect(await remove(films[0])).toBe(409);
    await actOnPage(url, 'paid');
    await orderWith(customer, id, { status: 'paid' });

    expect(await remove(films[0])).toBe(409);
  });

  it('at the moment at which it is ordered is either ordered or deleted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const buyer = await aCustomer(shop);
      const film = await aMovie(shop.app);
      await fillCart(shop, buyer, [film]);
      const deleting = aMoment(20).then(() => remove(film));
      const ordering = aMoment(20).then(() => buyer.client.post('/orders'));
      const [deleted, ordered] = await Promise.all([deleting, ordering]);

      expect([deleted, ordered.status < 300]).toEqual(deleted === 204 ? [204, false] : [409, true]);
      if (ordered.status < 300) {
        const { id } = ordered.body as OrderResponse;
        await actOnPage(await checkoutUrl(buyer, id), 'paid');
      }
    }
  });
});
