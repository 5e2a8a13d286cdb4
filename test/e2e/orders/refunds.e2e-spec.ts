import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { aMovie } from '../../support/factories.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import {
  aCustomer,
  aPaidOrder,
  type Customer,
  expectInvariants,
  openShop,
  type Shop,
} from '../../support/shop.js';

let mailbox: TestMailbox;
let shop: Shop;
let buyer: Customer;
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await openShop({ environment: { SMTP_URL: mailbox.smtpUrl } });
});
beforeEach(async () => {
  buyer = await aCustomer(shop);
});
afterEach(() => expectInvariants(shop));
afterAll(async () => {
  await shop.close();
  await mailbox.stop();
});

const library = async ({ client }: Customer): Promise<string[]> => {
  const { body } = await client.get('/purchases').expect(200);
  return (body as { items: { uuid: string }[] }).items.map(({ uuid }) => uuid);
};

describe('a paid order', () => {
  it('puts the films into the library and is confirmed by one mail', async () => {
    const films = [await aMovie(shop.app, { price: '9.99' }), await aMovie(shop.app, { price: '5.00' })];

    const order = await aPaidOrder(shop, buyer, films);

    expect(order).toMatchObject({ status: 'paid', refund_state: 'none', paid_at: expect.any(String) });
    expect((await library(buyer)).sort()).toEqual(films.map(({ uuid }) => uuid).sort());
    const { text, links } = await mailbox.waitFor(buyer.email, { subject: `Your order ${order.id} is paid` });
    const link = links.find((address) => address.endsWith(`/app/orders/${order.id}`));
    expect((await fetch(link ?? '')).status).toBe(200);
    expect(text).toContain('Total: 14.99 USD');
    expect(text).toContain(`- ${films[0]?.name} (2001): 9.99 USD`);
    expect(await mailbox.all(buyer.email)).toHaveLength(1);
    const detail = await buyer.client.get(`/movies/${films[0]?.uuid}`).expect(200);
    expect(detail.body).toMatchObject({ is_purchased: true, in_cart: false });
    const again = await buyer.client.post('/cart/items').send({ movie_uuid: films[0]?.uuid }).expect(409);
    expect(again.body).toMatchObject({ type: '/problems/already-purchased' });
  });

  it('keeps its films in the catalogue', async () => {
    const film = await aMovie(shop.app);
    await aPaidOrder(shop, buyer, [film]);
    const { body } = await shop.app.as('moderator').delete(`/movies/${film.uuid}?force=true`).expect(409);
    expect(body).toMatchObject({ type: '/problems/movie-in-use', reasons: ['people own it'] });
    await shop.app.as('moderator').patch(`/movies/${film.uuid}`).send({ withdrawn: true }).expect(200);
    expect(await library(buyer)).toEqual([film.uuid]);
  });

  it('can be given back line by line', async () => {
    const [keeps, returns] = [
      await aMovie(shop.app, { price: '9.99' }),
      await aMovie(shop.app, { price: '5.00' }),
    ];
    const order = await aPaidOrder(shop, buyer, [keeps, returns]);
    const line = order.lines.find(({ movie_uuid }) => movie_uuid === returns.uuid)?.id ?? 0;

    const { body } = await buyer.client
      .post(`/orders/${order.id}/refund`)
      .send({ lines: [line] })
      .expect(200);

    expect(body).toMatchObject({ status: 'paid', refund_state: 'partial', refunded_amount: '5.00' });
    expect(await library(buyer)).toEqual([keeps.uuid]);
    await mailbox.waitFor(buyer.email, { subject: `A refund for your order ${order.id}` });
    const twice = await buyer.client
      .post(`/orders/${order.id}/refund`)
      .send({ lines: [line] })
      .expect(409);
    expect(twice.body).toMatchObject({ type: '/problems/already-refunded', lines: [line] });
    const rest = (await buyer.client.post(`/orders/${order.id}/refund`).expect(200)).body as OrderResponse;
    expect(rest).toMatchObject({ status: 'canceled', refund_state: 'full', refunded_amount: '14.99' });
    expect(await library(buyer)).toEqual([]);
    await buyer.client.post('/cart/items').send({ movie_uuid: keeps.uuid }).expect(201);
  });

  it('is given back once, however often that is asked for at the same time', async () => {
    const { id } = await aPaidOrder(shop, buyer);

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => buyer.client.post(`/orders/${id}/refund`)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  it('is given back by its own lines only', async () => {
    const { id } = await aPaidOrder(shop, buyer);
    const other = await aPaidOrder(shop, await aCustomer(shop));
    const { body } = await buyer.client
      .post(`/orders/${id}/refund`)
      .send({ lines: [other.lines[0]?.id] })
      .expect(422);
    expect(body).toMatchObject({ errors: [{ field: 'lines[0]' }] });
  });

  it('cannot be given back after two weeks, but by a moderator, who says why', async () => {
    const { id } = await aPaidOrder(shop, buyer);
    await shop.app.database.query(
      `UPDATE orders SET paid_at = now() - interval '14 days 1 second' WHERE id = $1`,
      [id],
    );

    const { body } = await buyer.client.post(`/orders/${id}/refund`).expect(409);
    expect(body).toMatchObject({
      type: '/problems/refund-refused',
      refused: [{ reason: 'films can be given back for 14 days after they were bought' }],
    });
    const moderator = shop.app.as('moderator');
    await moderator.post(`/admin/orders/${id}/refund`).send({}).expect(422);
    await buyer.client.post(`/admin/orders/${id}/refund`).send({ reason: 'I want it' }).expect(403);
    const refunded = await moderator
      .post(`/admin/orders/${id}/refund`)
      .send({ reason: 'No sound' })
      .expect(200);

    expect(refunded.body).toMatchObject({ refund_state: 'full' });
    const log = await shop.app.as('admin').get(`/admin/audit-log?target=order:${id}`).expect(200);
    expect(log.body).toMatchObject({ items: [{ action: 'order.refund', after: { reason: 'No sound' } }] });
  });
});
