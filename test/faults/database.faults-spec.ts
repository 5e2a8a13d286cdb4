import type supertest from 'supertest';
import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  aPaidOrder,
  checkoutUrl,
  type Customer,
  fillCart,
  orderWith,
} from '../support/shop.js';
import { aMoment, FULL, soon, TEST_MS, times, upTo } from './extent.js';
import { type FaultyShop, openFaultyShop } from './faulty-shop.js';
import { Hold } from './hold.js';

jest.setTimeout(TEST_MS);

let shop: FaultyShop;
let customer: Customer;
beforeAll(async () => {
  shop = await openFaultyShop();
});
beforeEach(async () => {
  customer = await aCustomer(shop);
});
afterEach(() => shop.auditor.expectSound());
afterAll(() => shop.close());

/**
 * Sends a request until it is done: whoever got no answer, or that something went wrong, tries again. A key that is taken by a
 * request that was cut off is free after a minute, which is not waited for.
 */
const insist = <Body>(request: () => supertest.Test): Promise<Body> =>
  soon(async () => {
    await shop.app.database.query(
      `UPDATE idempotency_keys SET locked_until = now() WHERE created_at < now() - interval '1 second'`,
    );
    const { status, body } = await request();
    expect([200, 201]).toContain(status);
    return body as Body;
  });

/** Tables at which the connection is cut: those that come first, and with time for it the others. */
const some = (always: readonly string[], others: readonly string[]): readonly string[] =>
  FULL ? [...always, ...others] : always;

/** Cuts the connections while a transaction waits for a table that it is about to write to. */
const cutWhenItWritesTo = async (table: string, work: () => Promise<unknown>): Promise<unknown> => {
  const hold = await Hold.on(shop.app.database.url, `LOCK TABLE ${table} IN SHARE MODE`, []);
  const working = work();
  try {
    await hold.untilSomebodyWaits();
    await shop.database.cut();
    await aMoment(300);
    await shop.database.mend();
  } finally {
    await hold.release();
  }
  return working;
};

describe('When the connection to the database is cut', () => {
  it.each(some(['movie_claims'], ['orders', 'order_items']))(
    'while an order is being written to %s, it is not made, and the next attempt makes it once',
    async (table) => {
      const films = await fillCart(shop, customer, ['9.00', '5.00']);
      const order = () => customer.client.post('/orders').set('idempotency-key', `cut-${customer.id}`);
      const answer = await cutWhenItWritesTo(table, async () => order());
      expect((answer as supertest.Response).status).toBeGreaterThanOrEqual(500);

      const made = await insist<OrderResponse>(order);
      expect(made.lines).toHaveLength(films.length);
      expect((await customer.client.get('/orders').expect(200)).body).toMatchObject({ total_items: 1 });
    },
  );

  it('while a page is being opened, the next attempt leads to one', async () => {
    const { id } = await anOrder(shop, customer);
    await cutWhenItWritesTo('checkouts', async () => customer.client.post(`/orders/${id}/checkout`));
    const { checkout_url } = await insist<{ checkout_url: string }>(() =>
      customer.client.post(`/orders/${id}/checkout`),
    );
    await actOnPage(checkout_url, 'paid');

    await soon(() => orderWith(customer, id, { status: 'paid' }));
  });

  it.each(some(['payment_events', 'payments', 'outbox'], ['payment_items', 'purchases', 'order_messages']))(
    'while a payment is being written to %s, it is written as a whole afterwards',
    async (table) => {
      const { id } = await anOrder(shop, customer, ['9.00', '5.00']);
      const url = await checkoutUrl(customer, id);
      await cutWhenItWritesTo(table, () => actOnPage(url, 'paid'));

      await soon(() => orderWith(customer, id, { status: 'paid' }));
    },
  );

  it.each(some(['refunds'], ['order_items', 'outbox']))(
    'while a refund is being written to %s, nothing goes back, and the next attempt gives it back once',
    async (table) => {
      const { id } = await aPaidOrder(shop, customer, ['9.00', '5.00']);
      await shop.auditor.expectSound();
      const answer = await cutWhenItWritesTo(table, async () => customer.client.post(`/orders/${id}/refund`));
      expect((answer as supertest.Response).status).toBeGreaterThanOrEqual(500);
      await orderWith(customer, id, { refund_state: 'none' });
      await insist(() => customer.client.post(`/orders/${id}/refund`));

      await orderWith(customer, id, { refund_state: 'full' });
    },
  );

  it('again and again, everybody who goes on trying gets what they paid for', async () => {
    const shopping = async (): Promise<void> => {
      const buyer = await soon(() => aCustomer(shop));
      await soon(() => fillCart(shop, buyer));
      const keyed = <Body>(path: string): Promise<Body> =>
        insist(() => buyer.client.post(path).set('idempotency-key', `${path}-${buyer.id}`));
      const { id } = await keyed<OrderResponse>('/orders');
      const { checkout_url } = await keyed<{ checkout_url: string }>(`/orders/${id}/checkout`);
      await actOnPage(checkout_url, 'paid');
      await soon(() => orderWith(buyer, id, { status: 'paid' }));
      if (Math.random() < 0.5) await keyed(`/orders/${id}/refund`);
    };
    let isOver = false;
    const cutting = async (): Promise<void> => {
      for (let cut = 0; cut < times(10, 200) && !isOver; cut += 1) {
        await aMoment(700);
        await shop.database.cut();
        await aMoment(100);
        await shop.database.mend();
      }
    };
    const trouble = cutting();
    try {
      for (let round = 0; round < times(1, 15); round += 1) await Promise.all(upTo(4).map(shopping));
    } finally {
      isOver = true;
      await trouble;
    }

    await shop.auditor.expectSound();
  });
});
