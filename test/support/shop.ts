import type supertest from 'supertest';
import { type StripeStandIn, startStripeStandIn } from '../../src/integrations/stripe/stand-in/index.js';
import type { MovieResponse } from '../../src/modules/catalogue/movies/movie.dto.js';
import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import { Invariants } from '../../src/platform/invariants/index.js';
import { eventually } from './eventually.js';
import { aMovie } from './factories.js';
import { aPerson, type Person, signIn, withToken } from './people.js';
import { freePort } from './program.js';
import { createTestApp, type TestApp, type TestAppOptions } from './test-app.js';

const KEYS = {
  secretKey: 'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
  webhookSecret: 'whsec_9fK2mQ7xTz4LbV8nRp3YcW6h',
};

/** The real application, listening, with a stand-in for Stripe that tells it what happens. */
export interface Shop {
  readonly app: TestApp;
  readonly stripe: StripeStandIn;
  /** Where the application listens. */
  readonly url: string;
  close(): Promise<void>;
}

/** Somebody who has signed in. */
export interface Customer extends Person {
  readonly client: ReturnType<typeof supertest.agent>;
}

export async function openShop({ environment, ...options }: TestAppOptions = {}): Promise<Shop> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const stripe = await startStripeStandIn({
    ...KEYS,
    host: '127.0.0.1',
    port: 0,
    webhookUrl: `${url}/payments/webhook`,
  });
  const app = await createTestApp({
    ...options,
    environment: {
      PUBLIC_URL: url,
      STRIPE_SECRET_KEY: KEYS.secretKey,
      STRIPE_WEBHOOK_SECRET: KEYS.webhookSecret,
      STRIPE_API_URL: stripe.url,
      RATE_LIMIT_SCALE: '1000',
      ...environment,
    },
  });
  await app.app.listen(port, '127.0.0.1');
  return {
    app,
    stripe,
    url,
    close: async () => {
      await app.close();
      await stripe.close();
    },
  };
}

export async function aCustomer({ app }: Pick<Shop, 'app'>): Promise<Customer> {
  const person = await aPerson(app);
  const { access_token } = await signIn(app, person);
  return { ...person, client: withToken(app, access_token) };
}

/** Several customers, one after the other: so many sign-ins at once are told to come back later. */
export async function customersOf(shop: Pick<Shop, 'app'>, count: number): Promise<Customer[]> {
  const customers: Customer[] = [];
  while (customers.length < count) customers.push(await aCustomer(shop));
  return customers;
}

/** Puts films into somebody's cart; new ones at these prices unless they are given. */
export async function fillCart(
  { app }: Pick<Shop, 'app'>,
  { client }: Customer,
  films: readonly (string | MovieResponse)[] = ['9.99'],
): Promise<MovieResponse[]> {
  const added: MovieResponse[] = [];
  for (const film of films) {
    const movie = typeof film === 'string' ? await aMovie(app, { price: film }) : film;
    await client.post('/cart/items').send({ movie_uuid: movie.uuid }).expect(201);
    added.push(movie);
  }
  return added;
}

/** Orders what is in the cart. */
export async function anOrder(
  shop: Pick<Shop, 'app'>,
  customer: Customer,
  films: readonly (string | MovieResponse)[] = ['9.99'],
): Promise<OrderResponse> {
  await fillCart(shop, customer, films);
  return (await customer.client.post('/orders').expect(201)).body as OrderResponse;
}

/** Where an order is paid. */
export async function checkoutUrl({ client }: Customer, orderId: number): Promise<string> {
  const { body } = await client.post(`/orders/${orderId}/checkout`).expect(200);
  return (body as { checkout_url: string }).checkout_url;
}

/** Does on the page what a customer does there. */
export async function actOnPage(
  url: string,
  outcome: 'paid' | 'declined' | 'requires_action' | 'abandoned',
): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
}

/** An order, as soon as it has a status. */
export function orderWith(
  { client }: Customer,
  id: number,
  facts: Partial<OrderResponse>,
): Promise<OrderResponse> {
  return eventually(async () => {
    const order = (await client.get(`/orders/${id}`).expect(200)).body as OrderResponse;
    expect(order).toMatchObject(facts);
    return order;
  });
}

/** Orders films, and pays for them on the gateway's page. */
export async function aPaidOrder(
  shop: Pick<Shop, 'app'>,
  customer: Customer,
  films: readonly (string | MovieResponse)[] = ['9.99'],
): Promise<OrderResponse> {
  const { id } = await anOrder(shop, customer, films);
  await actOnPage(await checkoutUrl(customer, id), 'paid');
  return orderWith(customer, id, { status: 'paid' });
}

/** What went back of a payment as the gateway knows it, in minor units. */
export async function refundedAtGateway(
  { stripe }: Pick<Shop, 'stripe'>,
  paymentId: string,
): Promise<number> {
  const answer = await fetch(`${stripe.url}/v1/payment_intents/${paymentId}?expand[0]=latest_charge`, {
    headers: { authorization: `Bearer ${KEYS.secretKey}` },
  });
  if (answer.status !== 200) throw new Error(`${paymentId}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { latest_charge: { amount_refunded: number } }).latest_charge
    .amount_refunded;
}

/** @throws when something is not true that must be so at every moment */
export async function expectInvariants({ app }: Pick<Shop, 'app'>): Promise<void> {
  const broken = (await app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);
  expect(broken).toEqual([]);
}
