import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import { actOnPage, anOrder, checkoutUrl, type Customer, fillCart, orderWith } from '../support/shop.js';
import { soon } from './extent.js';
import type { Hold } from './hold.js';
import type { ProgramShop } from './program-shop.js';

/** What the customer does, and gets, once the process is back. */
export type Afterwards = () => Promise<unknown>;

/** A step at which a process can be killed. */
export interface KillStep {
  readonly name: string;
  /** Resolves when the process stands still at this step of a customer's. */
  reach(shop: ProgramShop, customer: Customer): Promise<Afterwards>;
}

const HOLD_KEY = 'SELECT 1 FROM idempotency_keys WHERE key = $1 FOR UPDATE';
const HOLD_ORDER = 'SELECT 1 FROM orders WHERE id = $1 FOR UPDATE';
const SLOW_MS = 5_000;

/** Sends a request whose answer nobody waits for: its process dies. */
const send = (request: PromiseLike<unknown>): void => void request.then(undefined, () => undefined);

/** Sends a request until it is answered with what is expected. */
const insist = (request: () => ReturnType<Customer['client']['post']>, status: number): Promise<unknown> =>
  soon(async () => {
    const answer = await request();
    expect([answer.status, answer.text]).toEqual([status, expect.anything()]);
    return answer.body as unknown;
  });

/** A request that has done its work, and whose answer is about to be kept. */
const unanswered = async (
  shop: ProgramShop,
  first: Hold,
  key: string,
  request: PromiseLike<unknown>,
): Promise<void> => {
  send(request);
  await first.untilSomebodyWaits();
  const second = await shop.hold(HOLD_KEY, key);
  await first.release();
  await second.untilSomebodyWaits();
};

const asked = (shop: ProgramShop, method: string, path: string, order?: number): Promise<void> =>
  soon(async () => {
    const requests = await shop.gateway.requests();
    const matching = requests.filter((one) => one.method === method && one.path === path);
    const ours = matching.filter(
      ({ parameters }) => order === undefined || parameters['client_reference_id'] === String(order),
    );
    expect(ours).not.toEqual([]);
  });

/** Pays on a page, and lets the program know by one event alone. @returns the event's id */
const payQuietly = async (shop: ProgramShop, url: string, deliver = true): Promise<string> => {
  await shop.gateway.holdWebhooks();
  await actOnPage(url, 'paid');
  const { waiting } = await shop.gateway.webhooks();
  const event = waiting.find(({ type }) => type === 'checkout.session.completed')?.event ?? '';
  if (deliver) await shop.gateway.releaseWebhooks({ ids: [event] });
  return event;
};

const isPaid = (customer: Customer, id: number): Promise<OrderResponse> =>
  soon(() => orderWith(customer, id, { status: 'paid' }));

const payAfterwards = async (customer: Customer, id: number): Promise<void> => {
  const body = (await insist(() => customer.client.post(`/orders/${id}/checkout`), 200)) as {
    checkout_url: string;
  };
  await actOnPage(body.checkout_url, 'paid');
  await isPaid(customer, id);
};

const sessionOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

const HOLD_PURCHASE = `INSERT INTO purchases (user_id, movie_id, order_item_id, purchased_at)
  SELECT o.user_id, i.movie_id, i.id, now() FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.id = $1`;

/** The steps of the API. */
export const API_STEPS: readonly KillStep[] = [
  {
    name: 'while an order is being written',
    reach: async (shop, customer) => {
      await fillCart(shop, customer);
      const cart = await shop.hold('SELECT 1 FROM carts WHERE user_id = $1 FOR UPDATE', customer.id);
      const key = `written-${customer.id}`;
      const order = () => customer.client.post('/orders').set('idempotency-key', key);
      send(order());
      await cart.untilSomebodyWaits();
      const after = async (): Promise<void> => {
        const { id } = (await insist(order, 201)) as OrderResponse;
        await payAfterwards(customer, id);
      };
      return after;
    },
  },
  {
    name: 'when an order is written, before it is answered',
    reach: async (shop, customer) => {
      await fillCart(shop, customer);
      const cart = await shop.hold('SELECT 1 FROM carts WHERE user_id = $1 FOR UPDATE', customer.id);
      const key = `answered-${customer.id}`;
      const order = () => customer.client.post('/orders').set('idempotency-key', key);
      await unanswered(shop, cart, key, order());
      const after = async (): Promise<void> => {
        const { id } = (await insist(order, 201)) as OrderResponse;
        const { body } = await customer.client.get('/orders').expect(200);
        expect(body).toMatchObject({ total_items: 1, items: [{ id }] });
        await payAfterwards(customer, id);
      };
      return after;
    },
  },
  {
    name: 'while Stripe is asked for a page',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await shop.gateway.fail('slow', { method: 'POST', path: '/v1/checkout/sessions', delay_ms: SLOW_MS });
      send(customer.client.post(`/orders/${id}/checkout`));
      await asked(shop, 'POST', '/v1/checkout/sessions', id);
      return () => payAfterwards(customer, id);
    },
  },
  {
    name: 'when Stripe has made a page, before that is noted',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await shop.gateway.fail('slow', { method: 'POST', path: '/v1/checkout/sessions', delay_ms: 500 });
      send(customer.client.post(`/orders/${id}/checkout`));
      await asked(shop, 'POST', '/v1/checkout/sessions', id);
      const page = await shop.hold('SELECT 1 FROM checkouts WHERE order_id = $1 FOR UPDATE', id);
      await page.untilSomebodyWaits();
      return () => payAfterwards(customer, id);
    },
  },
  {
    name: 'while an order is being canceled, its page closed',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await checkoutUrl(customer, id);
      const order = await shop.hold(HOLD_ORDER, id);
      send(customer.client.post(`/orders/${id}/cancel`));
      await order.untilSomebodyWaits();
      return () => insist(() => customer.client.post(`/orders/${id}/cancel`), 200);
    },
  },
  {
    name: 'when a refund is booked, before it is answered',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await actOnPage(await checkoutUrl(customer, id), 'paid');
      await isPaid(customer, id);
      const order = await shop.hold(HOLD_ORDER, id);
      const key = `refund-${customer.id}`;
      const refund = () => customer.client.post(`/orders/${id}/refund`).set('idempotency-key', key);
      await unanswered(shop, order, key, refund());
      const after = (): Promise<unknown> => soon(() => orderWith(customer, id, { refund_state: 'full' }));
      return after;
    },
  },
  // The last one: while it is not answered, Stripe's stand-in tells nothing else.
  {
    name: 'while a webhook is being noted',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      const event = await payQuietly(shop, await checkoutUrl(customer, id), false);
      const insert = `INSERT INTO payment_events (id, type, received_at, queued_at)
        VALUES ($1, 'checkout.session.completed', now(), now())`;
      const noted = await shop.hold(insert, event);
      await shop.gateway.releaseWebhooks({ ids: [event] });
      await noted.untilSomebodyWaits();
      return () => isPaid(customer, id);
    },
  },
];

/** The steps of the worker. */
export const WORKER_STEPS: readonly KillStep[] = [
  {
    name: 'while Stripe is asked about an event',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      const url = await checkoutUrl(customer, id);
      const path = `/v1/checkout/sessions/${sessionOf(url)}`;
      await shop.gateway.fail('slow', { method: 'GET', path, delay_ms: SLOW_MS });
      await payQuietly(shop, url);
      await asked(shop, 'GET', path);
      return () => isPaid(customer, id);
    },
  },
  {
    name: 'while an order is being fulfilled',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      const url = await checkoutUrl(customer, id);
      const purchase = await shop.hold(HOLD_PURCHASE, id);
      await payQuietly(shop, url);
      await purchase.untilSomebodyWaits();
      return () => isPaid(customer, id);
    },
  },
  {
    name: 'when an order is fulfilled, before the queue knows',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      const url = await checkoutUrl(customer, id);
      const purchase = await shop.hold(HOLD_PURCHASE, id);
      await payQuietly(shop, url);
      await purchase.untilSomebodyWaits();
      await shop.hold(
        `SELECT 1 FROM bullmq.job j JOIN outbox o ON o.id::text = j.data ->> 'id'
         WHERE o.payload ->> 'checkout_id' = $1 FOR UPDATE OF j`,
        sessionOf(url),
      );
      await purchase.release();
      await isPaid(customer, id);
      return () => isPaid(customer, id);
    },
  },
  {
    name: 'while Stripe gives money back',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await actOnPage(await checkoutUrl(customer, id), 'paid');
      await isPaid(customer, id);
      const made = async (): Promise<number> =>
        (await shop.gateway.requests()).filter((one) => one.path === '/v1/refunds' && one.method === 'POST')
          .length;
      const before = await made();
      await shop.gateway.fail('slow', { method: 'POST', path: '/v1/refunds', delay_ms: SLOW_MS });
      await customer.client.post(`/orders/${id}/refund`).expect(200);
      await soon(async () => expect(await made()).toBe(before + 1));
      return () => orderWith(customer, id, { refund_state: 'full' });
    },
  },
  {
    name: 'while an order is being released that was not paid in time',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await checkoutUrl(customer, id);
      const { database } = shop.app;
      await database.query(`UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
      const order = await shop.hold(HOLD_ORDER, id);
      await database.query(`UPDATE cron_tasks SET next_run_at = now() WHERE name = 'order-expiry'`);
      await order.untilSomebodyWaits();
      const after = async (): Promise<void> => {
        await database.query(`UPDATE cron_tasks SET next_run_at = now() WHERE name = 'order-expiry'`);
        await soon(() => orderWith(customer, id, { status: 'canceled' }));
      };
      return after;
    },
  },
  {
    name: 'as soon as a confirmation has been sent',
    reach: async (shop, customer) => {
      const { id } = await anOrder(shop, customer);
      await payQuietly(shop, await checkoutUrl(customer, id));
      await shop.mailbox.waitFor(customer.email);
      return () => isPaid(customer, id);
    },
  },
];
