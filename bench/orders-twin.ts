import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import pg, { type PoolClient, type QueryConfig } from 'pg';
import * as sql from './orders-statements.js';

/**
 * The plain twin of a sale: what somebody would write by hand in one script with pg alone. It sends the statements that the
 * program sends for one sale with two films, in the same order and the same transactions, on a pool of the same size, and
 * calls the stand-in for Stripe as often: the page is opened, paid on, and looked at for each of the two events that concern
 * us, the payment once more.
 *
 * It leaves out HTTP between customer and program and between Stripe and program (the events are made up here), tokens and
 * signatures, validation, every decision, Stripe's SDK, what carries jobs from the outbox to a worker (relay and queue), and the
 * jobs that come after an order is paid (mail and notice are put into the outbox and stay there). What is not different
 * from sale to sale is written down instead of computed.
 *
 * `orders-twin.js DATABASE-URL STRIPE-URL SECRET-KEY CONCURRENCY`. Takes lines of JSON, `[{ user, session }, …]`: who buys what
 * is in their cart; answers each line with the milliseconds that all of them took.
 */
interface Buyer {
  readonly user: number;
  readonly session: number;
}

interface Offer {
  readonly movieId: number;
  readonly title: string;
  readonly price: number;
}

interface Sale {
  readonly user: number;
  readonly order: number;
  readonly films: readonly number[];
  readonly lines: readonly number[];
  readonly prices: readonly number[];
  readonly total: number;
}

const [databaseUrl = '', stripe = '', secretKey = '', concurrency = '1'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

async function transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('START TRANSACTION');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    client.release();
  }
}

async function rows<Row>(to: { query: PoolClient['query'] }, query: QueryConfig): Promise<Row[]> {
  return (await to.query(query)).rows as Row[];
}

async function order({ user, session }: Buyer): Promise<Sale> {
  await pool.query(sql.SIGNED_IN(new Date(), session));
  return transaction(async (client) => {
    await client.query(sql.LOCK_CART(user));
    const items = await rows<Offer>(client, sql.CART_ITEMS(user));
    const inCart = items.map(({ movieId }) => movieId);
    await client.query(sql.LOCK_FILMS(inCart));
    const offers = await rows<Offer>(client, sql.OFFERS(user, inCart));
    const films = offers.map(({ movieId }) => movieId);
    const prices = offers.map(({ price }) => price);
    const total = prices.reduce((sum, price) => sum + price, 0);
    await client.query(sql.EMPTY_CART(user, films));
    const [made] = await rows<{ id: number }>(
      client,
      sql.INSERT_ORDER(user, total, 'usd', '[]', new Date(), inAnHour(), null),
    );
    const id = made?.id ?? 0;
    const inserted = await rows<{ id: number }>(
      client,
      sql.INSERT_LINES(
        id,
        offers.map(() => 'movie'),
        films,
        offers.map(({ title }) => title),
        offers.map(() => 1),
        prices,
      ),
    );
    const lines = inserted.map((line) => line.id);
    await client.query(sql.CLAIM_FILMS(user, id, films, lines));
    await client.query(sql.FIND_ORDER(id));
    return { user, order: id, films, lines, prices, total };
  });
}

async function checkout({ session }: Buyer, sale: Sale): Promise<{ session: string; url: string }> {
  await pool.query(sql.SIGNED_IN(new Date(), session));
  await transaction(async (client) => {
    await client.query(sql.LOCK_ORDER(sale.order));
    await client.query(sql.FIND_ORDER(sale.order));
    await client.query(sql.LOCK_FILMS(sale.films));
    await client.query(sql.OFFERS(sale.user, sale.films));
  });
  await pool.query(sql.EMAIL(sale.user));
  const id = await transaction(async (client) => {
    await client.query(sql.LOCK_ORDER(sale.order));
    await client.query(sql.FIND_ORDER(sale.order));
    await client.query(sql.FIND_LIVE_CHECKOUT(sale.order));
    const [made] = await rows<{ id: number }>(
      client,
      sql.INSERT_CHECKOUT(sale.order, sale.total, 'usd', FINGERPRINT, REQUEST, new Date(), inAnHour()),
    );
    return made?.id ?? 0;
  });
  await pool.query(sql.FIND_CHECKOUT(id));
  await pool.query(sql.BEGIN_ATTEMPT(id, new Date(), new Date(Date.now() - 10_000)));
  const page = await askStripe('POST', '/v1/checkout/sessions', pageFor(sale));
  await pool.query(sql.CHECKOUT_OPENED(id, page.id, page.url));
  await pool.query(sql.FIND_CHECKOUT(id));
  return { session: page.id, url: page.url };
}

/** An event arrives: it is noted, with a job for it. @returns the job */
function receive(event: string, type: string, session: string): Promise<string> {
  return transaction(async (client) => {
    await client.query(sql.INSERT_EVENT(event, type, session, new Date()));
    return addJob(client, 'handle-payment-event', {
      event_id: event,
      checkout_id: session,
      payment_id: session,
    });
  });
}

async function handlePaid(job: string, event: string, session: string, sale: Sale): Promise<void> {
  await pool.query(sql.BEGIN_JOB(job, 8));
  await pool.query(sql.EVENTS_WAITING(event));
  const { payment_intent: payment } = await askStripe('GET', `/v1/checkout/sessions/${session}?${EXPANDED}`);
  await askStripe('GET', `/v1/payment_intents/${payment.id}?expand[0]=latest_charge.refunds`);
  await pool.query(sql.CHECKOUT_OF_PAYMENT(payment.id));
  await pool.query(sql.FIND_LIVE_CHECKOUT(sale.order));
  await transaction(async (client) => {
    await beginSettling(client, job, event, session, payment.id, sale);
    await client.query(sql.CHANGE_ORDER(sale.order, 'pending', 'paid', new Date(), 'paid', null));
    await client.query(sql.ADD_PURCHASES(sale.user, sale.films, sale.lines, new Date()));
    await client.query(sql.UNCLAIM_FILMS(sale.lines));
    await client.query(sql.EMPTY_CART(sale.user, sale.films));
    await client.query(sql.EMAIL(sale.user));
    await client.query(sql.TELL_ONCE(sale.order, 'paid'));
    await addJob(client, 'notify', { kind: 'order-changed', to: sale.user, subject: `order:${sale.order}` });
    await addJob(client, 'send-mail', { template: 'order-paid', key: randomUUID(), secret: REQUEST });
    await client.query(
      sql.INSERT_PAYMENT(
        sale.user,
        sale.order,
        sale.total,
        'usd',
        'fulfilled',
        payment.id,
        new Date(),
        sale.lines,
        sale.prices,
      ),
    );
  });
  await pool.query(sql.JOB_DELIVERED(job, new Date()));
}

async function handleCompleted(job: string, event: string, session: string, sale: Sale): Promise<void> {
  await pool.query(sql.BEGIN_JOB(job, 8));
  await pool.query(sql.EVENTS_WAITING(event));
  const { payment_intent: payment } = await askStripe('GET', `/v1/checkout/sessions/${session}?${EXPANDED}`);
  await pool.query(sql.CHECKOUT_OF_SESSION(session));
  await transaction((client) => beginSettling(client, job, event, session, payment.id, sale));
  await pool.query(sql.JOB_DELIVERED(job, new Date()));
}

async function beginSettling(
  client: PoolClient,
  job: string,
  event: string,
  session: string,
  payment: string,
  sale: Sale,
): Promise<void> {
  await client.query(sql.JOB_DELIVERED(job, new Date()));
  await client.query(sql.EVENT_HANDLED(event, new Date()));
  const [found] = await rows<{ id: number }>(client, sql.CHECKOUT_OF_SESSION(session));
  await client.query(sql.LOCK_ORDER(sale.order));
  await client.query(sql.FIND_ORDER(sale.order));
  await client.query(sql.NOTE_CHECKOUT(found?.id, 'complete', payment, new Date()));
  await client.query(sql.LOCK_PAYMENT(payment));
}

async function addJob(client: PoolClient, name: string, payload: object): Promise<string> {
  const now = new Date();
  const [job] = await rows<{ id: string }>(client, sql.ADD_JOB(name, JSON.stringify(payload), now, now));
  return job?.id ?? '';
}

async function sell(buyer: Buyer): Promise<void> {
  const sale = await order(buyer);
  const { session, url } = await checkout(buyer, sale);
  const page = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'paid' }),
    redirect: 'manual',
  });
  await page.arrayBuffer();
  const [paid, completed] = [`evt_${randomUUID()}`, `evt_${randomUUID()}`];
  const paidJob = await receive(paid, 'payment_intent.succeeded', session);
  const completedJob = await receive(completed, 'checkout.session.completed', session);
  await handlePaid(paidJob, paid, session, sale);
  await handleCompleted(completedJob, completed, session, sale);
}

interface Session {
  readonly id: string;
  readonly url: string;
  readonly payment_intent: { readonly id: string };
}

async function askStripe(method: string, path: string, body?: URLSearchParams): Promise<Session> {
  const answer = await fetch(`${stripe}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secretKey}`,
      ...(body && { 'idempotency-key': randomUUID() }),
    },
    ...(body && { body }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
  return JSON.parse(text) as Session;
}

const EXPANDED = 'expand[0]=payment_intent.latest_charge.refunds';
const FINGERPRINT = 'f'.repeat(64);
const REQUEST = JSON.stringify({
  email: 'buyer@cinema.example',
  currency: 'usd',
  lines: [1, 2].map((n) => ({
    title: `A film with a title of usual length ${n} (1999)`,
    quantity: 1,
    unitAmount: 999,
  })),
  successUrl: 'http://127.0.0.1:8204/payments/success?session_id={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://127.0.0.1:8204/payments/cancel?order_id=1',
});

function pageFor(sale: Sale): URLSearchParams {
  const page = new URLSearchParams({
    mode: 'payment',
    client_reference_id: String(sale.order),
    customer_email: 'buyer@cinema.example',
    'allowed_payment_method_types[0]': 'card',
    'adaptive_pricing[enabled]': 'false',
    success_url: 'http://127.0.0.1:8204/payments/success?session_id={CHECKOUT_SESSION_ID}',
    cancel_url: `http://127.0.0.1:8204/payments/cancel?order_id=${sale.order}`,
    expires_at: String(Math.floor(inAnHour().getTime() / 1_000)),
    'metadata[order_id]': String(sale.order),
    'payment_intent_data[metadata][order_id]': String(sale.order),
    'payment_intent_data[description]': `Order ${sale.order}`,
  });
  sale.prices.forEach((price, n) => {
    page.set(`line_items[${n}][quantity]`, '1');
    page.set(`line_items[${n}][price_data][currency]`, 'usd');
    page.set(`line_items[${n}][price_data][unit_amount]`, String(price));
    page.set(`line_items[${n}][price_data][product_data][name]`, `A film of usual length ${n} (1999)`);
  });
  return page;
}

function inAnHour(): Date {
  return new Date(Date.now() + 3_600_000);
}

for await (const line of createInterface({ input: process.stdin })) {
  const buyers = JSON.parse(line) as Buyer[];
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let buyer = buyers.shift(); buyer; buyer = buyers.shift()) await sell(buyer);
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
  process.stdout.write(`${performance.now() - begun}\n`);
}
await pool.end();
