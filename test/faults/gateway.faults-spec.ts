import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  aPaidOrder,
  checkoutUrl,
  type Customer,
  orderWith,
} from '../support/shop.js';
import { aMoment, FULL, soon, TEST_MS, times, upTo } from './extent.js';
import { type FaultyShop, openFaultyShop, reconcile } from './faulty-shop.js';

jest.setTimeout(TEST_MS);

const TOO_LONG_MS = 8_500;

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

const TROUBLES = ['drop', 'error', 'rate_limit', ...(FULL ? (['slow'] as const) : [])] as const;

/** As many wrong answers as one call of ours gets before it gives up, and some more. */
const fail = (kind: (typeof TROUBLES)[number], path: string, method: 'GET' | 'POST'): Promise<void> =>
  shop.gateway.fail(kind, { path, method, times: 4, delay_ms: TOO_LONG_MS });

describe.each(TROUBLES)('When Stripe answers with "%s" for longer than we try', (kind) => {
  it('about a page that was paid, the order is paid all the same', async () => {
    const { id } = await anOrder(shop, customer);
    const url = await checkoutUrl(customer, id);
    await fail(kind, '/v1/', 'GET');
    await actOnPage(url, 'paid');

    await soon(() => orderWith(customer, id, { status: 'paid' }));
  });

  it('to a cancellation, the order is canceled, and paying on the page brings it back', async () => {
    const { id } = await anOrder(shop, customer);
    const url = await checkoutUrl(customer, id);
    await fail(kind, '/v1/checkout/sessions', 'POST');
    await customer.client.post(`/orders/${id}/cancel`).expect(200);
    const { status } = await actOnPage(url, 'paid');

    await orderWith(customer, id, { status: status === 303 ? 'paid' : 'canceled' });
  });

  it('to a refund, the money goes back once', async () => {
    const { id } = await aPaidOrder(shop, customer, ['6.00', '4.00']);
    await fail(kind, '/v1/refunds', 'POST');
    await customer.client.post(`/orders/${id}/refund`).expect(200);
    await shop.auditor.expectSound();

    await orderWith(customer, id, { status: 'canceled', refund_state: 'full' });
  });
});

describe('When Stripe does its work after we have given up waiting', () => {
  it('the money of a refund goes back once', async () => {
    const { id } = await aPaidOrder(shop, customer, ['6.00']);
    await shop.gateway.fail('slow', { path: '/v1/refunds', method: 'POST', delay_ms: TOO_LONG_MS });
    await customer.client.post(`/orders/${id}/refund`).expect(200);
    await shop.auditor.expectSound();

    await orderWith(customer, id, { refund_state: 'full' });
  });
});

describe('When no webhook comes', () => {
  it('what was paid, and what was given back at Stripe, is found out', async () => {
    const one = await aPaidOrder(shop, customer, ['3.00']);
    const { id } = await anOrder(shop, customer);
    const url = await checkoutUrl(customer, id);
    await shop.gateway.holdWebhooks();
    await actOnPage(url, 'paid');
    const [row] = await shop.app.database.query<{ pi: string }>(
      'SELECT external_payment_id AS pi FROM payments WHERE order_id = $1',
      [one.id],
    );
    await shop.gateway.refund(row?.pi ?? '');
    await shop.gateway.releaseWebhooks({ ids: [] });
    await reconcile(shop);
    await reconcile(shop);

    await orderWith(customer, id, { status: 'paid' });
    await orderWith(customer, one.id, { refund_state: 'full' });
  });
});

describe('When everything goes wrong now and then', () => {
  /** What people do after they have ordered; every answer may be that something did not work. */
  const shopping = async (): Promise<void> => {
    const buyer = await aCustomer(shop);
    const { id } = await anOrder(shop, buyer, ['5.00', '7.00']);
    const orders = `/orders/${id}`;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const { body, status } = await buyer.client.post(`${orders}/checkout`);
      expect([200, 409, 503]).toContain(status);
      if (status === 200) {
        const url = (body as { checkout_url: string }).checkout_url;
        if (Math.random() < 0.3) await actOnPage(url, 'declined');
        const paying = Math.random() < 0.8 ? actOnPage(url, 'paid') : aMoment(100);
        const canceling = Math.random() < 0.4 ? buyer.client.post(`${orders}/cancel`) : aMoment(100);
        await Promise.all([paying, canceling]);
      }
      await aMoment(300);
    }
    const order = (await buyer.client.get(orders).expect(200)).body as OrderResponse;
    if (order.status !== 'paid' || Math.random() < 0.5) return;
    const lines = Math.random() < 0.5 ? {} : { lines: [order.lines[0]?.id] };
    await buyer.client.post(`${orders}/refund`).send(lines).expect(200);
  };

  const mischief = async (isOver: () => boolean): Promise<void> => {
    const kinds = ['drop', 'error', 'rate_limit', 'drop'] as const;
    while (!isOver()) {
      await shop.gateway.fail(kinds[Math.floor(Math.random() * kinds.length)] ?? 'drop');
      if (Math.random() < 0.1) {
        await shop.gateway.holdWebhooks();
        await aMoment(200);
        const order = Math.random() < 0.5 ? 'reversed' : 'created';
        await shop.gateway.releaseWebhooks(Math.random() < 0.5 ? { order } : { ids: [] });
      }
      await aMoment(400);
    }
  };

  it('the money of everybody is in an order or back', async () => {
    let isOver = false;
    const trouble = mischief(() => isOver);
    for (let round = 0; round < times(1, 12); round += 1) await Promise.all(upTo(8).map(shopping));
    isOver = true;
    await trouble;
    await shop.gateway.heal();
    await reconcile(shop);

    await shop.auditor.expectSound();
  });
});
