import { StandInControls } from '../../../src/integrations/stripe/stand-in/index.js';
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

const SESSIONS = '/v1/checkout/sessions';

describe('While Stripe', () => {
  let shop: Shop;
  let stripe: StandInControls;
  let customer: Customer;
  beforeAll(async () => {
    shop = await openShop();
    stripe = new StandInControls(shop.stripe.url);
  });
  beforeEach(async () => {
    customer = await aCustomer(shop);
  });
  afterEach(async () => {
    await stripe.heal();
    await expectInvariants(shop);
  });
  afterAll(() => shop.close());

  /** What Stripe lists. */
  const listed = async <T>(path: string): Promise<T[]> => {
    const secret = shop.app.settings.stripe?.secretKey ?? '';
    const answer = await fetch(`${shop.stripe.url}${path}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    return ((await answer.json()) as { data: T[] }).data;
  };
  /** Pages that Stripe has for an order. */
  const pagesOf = async (orderId: number): Promise<object[]> => {
    const all = await listed<{ client_reference_id: string }>(`${SESSIONS}?limit=100`);
    return all.filter(({ client_reference_id }) => client_reference_id === String(orderId));
  };

  it.each([
    ['does its work and hangs up', 'drop', {}],
    ['answers too late', 'slow', { delay_ms: 8_500 }],
    ['has trouble of its own', 'error', {}],
  ] as const)('%s, one page is opened all the same', async (_what, kind, how) => {
    const { id } = await anOrder(shop, customer);
    await stripe.fail(kind, { ...how, method: 'POST', path: SESSIONS });
    const url = await checkoutUrl(customer, id);

    expect(await pagesOf(id)).toHaveLength(1);
    await actOnPage(url, 'paid');
    await orderWith(customer, id, { status: 'paid' });
  });

  it.each([
    ['does its work and hangs up', 'drop'],
    ['has trouble of its own', 'error'],
    ['has too much to do', 'rate_limit'],
  ] as const)(
    '%s each time, customers are told so, and the next attempt leads to one page',
    async (_what, kind) => {
      const { id } = await anOrder(shop, customer);
      await stripe.fail(kind, { times: 3, method: 'POST', path: SESSIONS });
      const { body } = await customer.client.post(`/orders/${id}/checkout`).expect(503);
      expect(body).toMatchObject({ type: '/problems/payments-unavailable' });
      await stripe.heal();

      await checkoutUrl(customer, id);
      expect(await pagesOf(id)).toHaveLength(1);
    },
  );

  it('is asked by ten at once, all are led to one page', async () => {
    const { id } = await anOrder(shop, customer);
    const urls = await Promise.all(Array.from({ length: 10 }, () => checkoutUrl(customer, id)));

    expect(new Set(urls).size).toBe(1);
    expect(await pagesOf(id)).toHaveLength(1);
  });

  it.each(['drop', 'error', 'rate_limit'] as const)(
    'answers a refund with %s, money goes back once',
    async (kind) => {
      const { id, lines } = await aPaidOrder(shop, customer, ['6.00', '4.00']);
      await stripe.fail(kind, { method: 'POST', path: '/v1/refunds' });
      await customer.client
        .post(`/orders/${id}/refund`)
        .send({ lines: [lines[0]?.id] })
        .expect(200);

      await eventually(async () => {
        const refunds = await shop.app.database.query('SELECT status FROM refunds WHERE order_id = $1', [id]);
        expect(refunds).toEqual([{ status: 'succeeded' }]);
      });
      const [payment] = await shop.app.database.query<{ pi: string }>(
        'SELECT external_payment_id AS pi FROM payments WHERE order_id = $1',
        [id],
      );
      const made = await listed<{ amount: number }>(`/v1/refunds?payment_intent=${payment?.pi ?? ''}`);
      expect(made.map(({ amount }) => amount)).toEqual([600]);
    },
  );
});

describe('What happens at Stripe without us', () => {
  let shop: Shop;
  let stripe: StandInControls;
  let customer: Customer;
  beforeAll(async () => {
    shop = await openShop();
    stripe = new StandInControls(shop.stripe.url);
  });
  beforeEach(async () => {
    customer = await aCustomer(shop);
  });
  afterEach(() => expectInvariants(shop));
  afterAll(() => shop.close());

  const paid = async (...prices: string[]): Promise<{ id: number; payment: string }> => {
    const { id } = await aPaidOrder(shop, customer, prices);
    const [row] = await shop.app.database.query<{ pi: string }>(
      'SELECT external_payment_id AS pi FROM payments WHERE order_id = $1',
      [id],
    );
    return { id, payment: row?.pi ?? '' };
  };

  const knownDispute = (id: string, status: string): Promise<void> =>
    eventually(async () => {
      const disputes = await shop.app.database.query('SELECT status FROM disputes WHERE external_id = $1', [
        id,
      ]);
      expect(disputes).toEqual([{ status }]);
    });

  it('a partial refund shows in the order', async () => {
    const { id, payment } = await paid('6.00', '4.00');
    await stripe.refund(payment, 500);

    const order = await orderWith(customer, id, { refund_state: 'partial', refunded_amount: '5.00' });
    expect(order.lines.map((line) => line.refunded_amount)).toEqual(['3.00', '2.00']);
  });

  it('a full refund takes everything back', async () => {
    const { id, payment } = await paid('6.00', '4.00');
    await stripe.refund(payment);

    await orderWith(customer, id, { status: 'canceled', refund_state: 'full', refunded_amount: '10.00' });
  });

  it('a dispute keeps money from going back, and takes everything when it is lost', async () => {
    const { id, payment } = await paid('6.00');
    const dispute = await stripe.dispute(payment);
    await knownDispute(dispute.id, 'open');
    const { body } = await customer.client.post(`/orders/${id}/refund`).expect(409);
    expect(body).toMatchObject({ type: '/problems/payment-disputed' });
    await stripe.closeDispute(dispute.id, 'lost');

    await orderWith(customer, id, { status: 'canceled', refund_state: 'full' });
  });

  it('a dispute that is won leaves everything as it was', async () => {
    const { id, payment } = await paid('6.00');
    const dispute = await stripe.dispute(payment);
    await stripe.closeDispute(dispute.id, 'won');
    await knownDispute(dispute.id, 'won');

    await orderWith(customer, id, { status: 'paid', refund_state: 'none' });
  });

  it('a dispute that we hear of after a refund was asked for leaves nothing open', async () => {
    const { id, payment } = await paid('6.00');
    await stripe.holdWebhooks();
    const dispute = await stripe.dispute(payment);
    await customer.client.post(`/orders/${id}/refund`).expect(200);
    await knownDispute(dispute.id, 'open');
    await expectInvariants(shop);
    await stripe.releaseWebhooks();
    await stripe.closeDispute(dispute.id, 'lost');
    await knownDispute(dispute.id, 'lost');

    const refunds = await shop.app.database.query(
      'SELECT origin, status FROM refunds WHERE order_id = $1 ORDER BY id',
      [id],
    );
    expect(refunds).toEqual([
      { origin: 'customer', status: 'failed' },
      { origin: 'dispute', status: 'succeeded' },
    ]);
  });
});
