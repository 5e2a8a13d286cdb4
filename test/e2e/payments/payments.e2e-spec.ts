import type { PaymentResponse } from '../../../src/modules/payments/reading/payment.dto.js';
import { eventually } from '../../support/eventually.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  aPaidOrder,
  checkoutUrl,
  type Customer,
  expectInvariants,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';
import { createTestApp } from '../../support/test-app.js';

describe('Payments', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(async () => {
    await expectInvariants(shop);
    await shop.close();
  });

  const paymentsOf = async ({ client }: Customer, query = ''): Promise<PaymentResponse[]> =>
    ((await client.get(`/payments${query}`).expect(200)).body as { items: PaymentResponse[] }).items;

  it('are in the history of whoever paid, with what was paid for', async () => {
    const customer = await aCustomer(shop);
    const order = await aPaidOrder(shop, customer, ['9.99', '5.01']);
    const [payment] = await paymentsOf(customer);

    expect(payment).toEqual({
      id: expect.any(Number),
      order_id: order.id,
      amount: '15.00',
      refunded_amount: '0.00',
      currency: 'usd',
      status: 'successful',
      method: 'stripe',
      external_payment_id: expect.stringMatching(/^pi_/),
      items: order.lines.map(({ id, title, net }) => ({ order_item_id: id, title, price_at_payment: net })),
      created_at: expect.stringMatching(/Z$/),
    });
    const one = await customer.client.get(`/payments/${payment?.id}`).expect(200);
    expect(one.body).toEqual(payment);
  });

  it('are nobody else’s business', async () => {
    const customer = await aCustomer(shop);
    await aPaidOrder(shop, customer);
    const [payment] = await paymentsOf(customer);
    const stranger = await aCustomer(shop);

    expect(await paymentsOf(stranger)).toEqual([]);
    await stranger.client.get(`/payments/${payment?.id}`).expect(404);
    await shop.app.as().get('/payments').expect(401);
    await stranger.client.get('/admin/payments').expect(403);
  });

  it('that were declined say what to try next, and can be followed by one that is not', async () => {
    const customer = await aCustomer(shop);
    const { id } = await anOrder(shop, customer);
    const url = await checkoutUrl(customer, id);
    await actOnPage(url, 'declined');
    const [declined] = await eventually(async () => {
      const all = await paymentsOf(customer);
      expect(all).toHaveLength(1);
      return all;
    });

    expect(declined).toMatchObject({ status: 'canceled', items: [], advice: expect.stringMatching(/card/) });
    await actOnPage(url, 'paid');
    await orderWith(customer, id, { status: 'paid' });
    expect((await paymentsOf(customer)).map(({ status }) => status)).toEqual(['successful', 'canceled']);
    expect(await paymentsOf(customer, '?status=canceled')).toEqual([declined]);
  });

  it('are found by time and sorted by amount', async () => {
    const customer = await aCustomer(shop);
    for (const price of ['3.00', '9.00', '6.00']) await aPaidOrder(shop, customer, [price]);
    const amounts = async (query: string): Promise<string[]> =>
      (await paymentsOf(customer, query)).map(({ amount }) => amount);

    expect(await amounts('')).toEqual(['6.00', '9.00', '3.00']);
    expect(await amounts('?sort=-amount&per_page=2')).toEqual(['9.00', '6.00']);
    expect(await amounts('?to=2020-01-01')).toEqual([]);
    expect(await amounts('?from=2020-01-01')).toHaveLength(3);
    const { body } = await customer.client.get('/payments?sort=amount&per_page=2').expect(200);
    const next = await customer.client.get((body as { next_page: string }).next_page).expect(200);
    expect((next.body as { items: PaymentResponse[] }).items.map(({ amount }) => amount)).toEqual(['9.00']);
  });

  it('of everybody are for moderators, who find them by account and status', async () => {
    const customer = await aCustomer(shop);
    const order = await aPaidOrder(shop, customer, ['4.00']);
    const found = async (query: string): Promise<unknown[]> =>
      (
        (await shop.app.as('moderator').get(`/admin/payments${query}`).expect(200)).body as {
          items: unknown[];
        }
      ).items;
    const own = expect.objectContaining({
      order_id: order.id,
      user_id: customer.id,
      email: customer.email,
      settlement: 'fulfilled',
      decline_code: null,
    });

    expect(await found(`?user_id=${customer.id}`)).toEqual([own]);
    expect(await found(`?email=${customer.email.toUpperCase()}`)).toEqual([own]);
    expect(await found(`?email=${customer.email}&status=refunded&status=canceled`)).toEqual([]);
    expect(await found('?email=%25')).toEqual([]);
  });

  it('that were given back as a whole are refunded', async () => {
    const customer = await aCustomer(shop);
    const { id } = await aPaidOrder(shop, customer, ['4.00']);
    await customer.client.post(`/orders/${id}/refund`).expect(200);

    expect(await paymentsOf(customer)).toEqual([
      expect.objectContaining({ status: 'refunded', amount: '4.00', refunded_amount: '4.00' }),
    ]);
    await eventually(async () => {
      const refunds = await shop.app.database.query('SELECT status FROM refunds WHERE order_id = $1', [id]);
      expect(refunds).toEqual([{ status: 'succeeded' }]);
    });
  });

  it.each([
    ['/payments/0', 'id'],
    ['/payments/x', 'id'],
    ['/payments?status=paid', 'status'],
    ['/payments?sort=email', 'sort'],
    ['/payments?from=yesterday', 'from'],
    ['/payments?from=2026-02-01&to=2026-01-01', 'from'],
    ['/payments?page=0', 'page'],
    ['/payments?user_id=1', 'user_id'],
    ['/admin/payments?user_id=x', 'user_id'],
    ['/payments/cancel?order_id=<script>', 'order_id'],
    ['/payments/success?other=1', 'other'],
  ])('asked for by %s are refused, naming %s', async (path, field) => {
    const { body } = await shop.app.as('moderator').get(path).expect(422);
    expect((body as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([field]);
  });

  describe('the methods', () => {
    it('are told to anybody', async () => {
      const { body } = await shop.app.as().get('/payments/methods').expect(200);
      expect(body).toEqual({
        items: [{ id: 'card', name: 'Card', description: expect.any(String) }],
        message: expect.any(String),
      });
    });

    it('that are not on offer are refused, naming those that are', async () => {
      const customer = await aCustomer(shop);
      const { id } = await anOrder(shop, customer);
      const { body } = await customer.client
        .post(`/orders/${id}/checkout`)
        .send({ payment_method: 'cheque' })
        .expect(409);

      expect(body).toMatchObject({ type: '/problems/payment-method-unavailable', available: ['card'] });
      await customer.client.post(`/orders/${id}/checkout`).send({ payment_method: 'card' }).expect(200);
    });

    it('are none where Stripe is not set up, and nobody is sent away', async () => {
      const app = await createTestApp();
      const { body } = await app.as().get('/payments/methods').expect(200);
      const customer = await aCustomer({ app });
      const { id } = await anOrder({ app }, customer);
      const refused = await customer.client.post(`/orders/${id}/checkout`).expect(409);
      await app.close();

      expect(body).toEqual({ items: [], message: expect.stringMatching(/Nothing can be paid/) });
      expect(refused.body).toMatchObject({ type: '/problems/payment-method-unavailable', available: [] });
    });
  });

  describe('the pages that people come back to', () => {
    it('thank whoever has paid, and name the order', async () => {
      const customer = await aCustomer(shop);
      const { id } = await anOrder(shop, customer);
      const answer = await actOnPage(await checkoutUrl(customer, id), 'paid');
      const back = new URL(answer.headers.get('location') ?? '');
      const { body } = await shop.app.as().get(`${back.pathname}${back.search}`).expect(200);

      expect(body).toEqual({ message: expect.stringMatching(/^Thank you/), order_id: id });
      const page = await shop.app
        .as()
        .get(`${back.pathname}${back.search}`)
        .set('accept', 'text/html')
        .expect(200);
      expect(page.text).toContain(`order ${id}`);
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(page.headers['cache-control']).toBe('no-store');
    });

    it('send those who walked away back to their order', async () => {
      const { body } = await shop.app.as().get('/payments/cancel?order_id=17').expect(200);
      expect(body).toEqual({
        message: expect.stringMatching(/Nothing was charged\. Order 17/),
        order_id: 17,
      });
      await shop.app
        .as()
        .get('/payments/cancel')
        .set('accept', 'text/html')
        .expect(200)
        .expect(/Your order/);
    });

    it('tell strangers nothing, and repeat nothing of what they bring', async () => {
      const page = await shop.app
        .as()
        .get('/payments/success?session_id=<script>alert(1)</script>')
        .set('accept', 'text/html')
        .expect(200);
      expect(page.text).not.toContain('script');
      expect(page.text).not.toMatch(/order \d/);
    });
  });
});
