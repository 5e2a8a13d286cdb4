import type { CheckoutRequest, GatewayEvent } from './index.js';
import { StripeGateway } from './index.js';
import { StandInControls, startStripeStandIn, type StripeStandIn } from './stand-in/index.js';

const KEYS = { secretKey: 'sk_test_gateway', webhookSecret: 'whsec_gateway' };
const NOBODY = 'http://127.0.0.1:9/';
const HOUR_MS = 3_600_000;

const aRequest = (changes: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  idempotencyKey: `checkout-${Math.random()}`,
  orderId: 41,
  email: 'ada@mail.example',
  currency: 'usd',
  lines: [
    { title: 'Metropolis', quantity: 1, unitAmount: 999 },
    { title: 'Popcorn', quantity: 2, unitAmount: 450 },
  ],
  successUrl: 'http://cinema.example/payments/success?session_id={CHECKOUT_SESSION_ID}',
  cancelUrl: 'http://cinema.example/payments/cancel?order_id=41',
  expiresAt: new Date(Date.now() + HOUR_MS),
  ...changes,
});

describe('The gateway', () => {
  let standIn: StripeStandIn;
  let controls: StandInControls;
  let gateway: StripeGateway;

  beforeEach(async () => {
    standIn = await startStripeStandIn({ ...KEYS, host: '127.0.0.1', port: 0, webhookUrl: NOBODY });
    controls = new StandInControls(standIn.url);
    gateway = new StripeGateway({ ...KEYS, apiUrl: standIn.url });
  });
  afterEach(() => standIn.close());

  const press = (url: string | null, outcome: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ outcome, ...more }),
      redirect: 'manual',
    });
  const aPaidCheckout = async () => {
    const { id, url } = await gateway.openCheckout(aRequest());
    await press(url, 'paid');
    const { payment } = await gateway.checkout(id);
    return { id, paymentId: payment?.id ?? '' };
  };
  const sent = async (path: string) =>
    (await controls.requests()).filter((request) => request.method === 'POST' && request.path === path);
  const eventsSince = async (at: Date): Promise<GatewayEvent[]> => {
    const events: GatewayEvent[] = [];
    for await (const event of gateway.eventsSince(at)) events.push(event);
    return events;
  };

  it('opens a page on which nobody has paid', async () => {
    const checkout = await gateway.openCheckout(aRequest());

    expect(checkout).toEqual({
      id: expect.stringMatching(/^cs_test_/),
      url: `${standIn.url}/pay/${checkout.id}`,
      status: 'open',
      isPaid: false,
      amount: 1899,
      currency: 'usd',
      orderId: 41,
      payment: null,
    });
    expect(await gateway.checkout(checkout.id)).toEqual(checkout);
  });

  it('knows what became of a page that was paid on', async () => {
    const { id, url } = await gateway.openCheckout(aRequest());
    await press(url, 'paid');

    expect(await gateway.checkout(id)).toEqual({
      id,
      url: null,
      status: 'complete',
      isPaid: true,
      amount: 1899,
      currency: 'usd',
      orderId: 41,
      payment: {
        id: expect.stringMatching(/^pi_/),
        orderId: 41,
        status: 'succeeded',
        captured: 1899,
        currency: 'usd',
        chargeId: expect.stringMatching(/^ch_/),
        decline: null,
        refunds: [],
        dispute: null,
      },
    });
  });

  it('tells why a payment was declined, and forgets it once it is paid', async () => {
    const { id, url } = await gateway.openCheckout(aRequest());
    await press(url, 'declined', { decline_code: 'insufficient_funds' });

    const { status, isPaid, payment } = await gateway.checkout(id);
    expect({ status, isPaid }).toEqual({ status: 'open', isPaid: false });
    expect(payment).toMatchObject({
      status: 'requires_payment_method',
      captured: 0,
      decline: {
        code: 'insufficient_funds',
        message: 'There is not enough money on the card.',
        chargeId: payment?.chargeId,
      },
    });
    expect(payment?.chargeId).toMatch(/^ch_/);

    await press(url, 'paid');
    const after = (await gateway.checkout(id)).payment;
    expect(after).toMatchObject({ id: payment?.id, status: 'succeeded', captured: 1899, decline: null });
    expect(after?.chargeId).not.toBe(payment?.chargeId);
  });

  it('tells that a second step failed, which no bank has charged for', async () => {
    const { id, url } = await gateway.openCheckout(aRequest());
    await press(url, 'requires_action');
    expect((await gateway.checkout(id)).payment).toMatchObject({ status: 'requires_action', decline: null });

    await press(url, 'declined');
    expect((await gateway.checkout(id)).payment).toMatchObject({
      status: 'requires_payment_method',
      chargeId: null,
      decline: { code: 'payment_intent_authentication_failure', chargeId: null },
    });
  });

  it('moves the end of a page to where Stripe takes it', async () => {
    const at = (ms: number) => aRequest({ expiresAt: new Date(Date.now() + ms) });
    for (const ms of [-HOUR_MS, 5 * 60_000, 23 * HOUR_MS, 48 * HOUR_MS]) {
      await expect(gateway.openCheckout(at(ms))).resolves.toMatchObject({ status: 'open' });
    }
  });

  it('folds what does not fit on a page into one line', async () => {
    const lines = Array.from({ length: 130 }, (_, index) => ({
      title: 'x'.repeat(300),
      quantity: 2,
      unitAmount: 100 + index,
    }));
    const total = lines.reduce((sum, line) => sum + line.quantity * line.unitAmount, 0);
    expect(await gateway.openCheckout(aRequest({ lines }))).toMatchObject({ amount: total });
    const [request] = await sent('/v1/checkout/sessions');
    expect(request?.parameters['line_items']).toHaveLength(100);
  });

  it('closes a page once, and leaves one that is over as it is', async () => {
    const { id } = await gateway.openCheckout(aRequest());
    expect(await gateway.expireCheckout(id)).toMatchObject({
      id,
      status: 'expired',
      url: null,
      payment: null,
    });
    expect(await gateway.expireCheckout(id)).toMatchObject({ id, status: 'expired' });

    const paid = await aPaidCheckout();
    expect(await gateway.expireCheckout(paid.id)).toMatchObject({ status: 'complete', isPaid: true });
  });

  it('gives back a part and then the rest, and no more', async () => {
    const { paymentId } = await aPaidCheckout();
    const refund = (refundId: number, amount: number) =>
      gateway.refund({ idempotencyKey: `refund-${refundId}`, refundId, paymentId, amount });

    expect(await refund(7, 899)).toMatchObject({ status: 'succeeded', amount: 899, refundId: 7 });
    expect(await refund(8, 1000)).toMatchObject({ status: 'succeeded', amount: 1000, refundId: 8 });
    await expect(refund(9, 1)).rejects.toMatchObject({ code: 'charge_already_refunded', status: 400 });
    const { refunds, captured } = await gateway.payment(paymentId);
    expect(refunds.map(({ refundId, amount }) => [refundId, amount]).sort()).toEqual([
      [7, 899],
      [8, 1000],
    ]);
    expect(captured).toBe(1899);
  });

  it('gives back once, even when Stripe has forgotten the key after a day', async () => {
    const { paymentId } = await aPaidCheckout();
    const request = { idempotencyKey: 'refund-7', refundId: 7, paymentId, amount: 500 };
    const first = await gateway.refund(request);
    await controls.forward(25 * 3_600);

    expect(await gateway.refund(request)).toEqual(first);
    expect((await gateway.payment(paymentId)).refunds).toEqual([first]);
  });

  it('sees refunds of the dashboard and those that fail or stay pending', async () => {
    const { id, paymentId } = await aPaidCheckout();
    await controls.refund(paymentId, 300);
    await controls.keepRefundsPending(1);
    const pending = await gateway.refund({ idempotencyKey: 'refund-1', refundId: 1, paymentId, amount: 200 });
    expect(pending.status).toBe('pending');
    await controls.settleRefund(pending.id, 'failed');

    const { payment } = await gateway.checkout(id);
    expect(payment?.refunds).toEqual([
      { id: pending.id, status: 'failed', amount: 200, refundId: 1 },
      { id: expect.any(String), status: 'succeeded', amount: 300, refundId: null },
    ]);
    expect(await gateway.payment(paymentId)).toEqual(payment);
  });

  it('reads all of many refunds', async () => {
    const { paymentId } = await aPaidCheckout();
    for (let count = 0; count < 12; count++) await controls.refund(paymentId, 10 + count);
    const { refunds } = await gateway.payment(paymentId);
    expect(refunds.map(({ amount }) => amount)).toEqual(Array.from({ length: 12 }, (_, index) => 21 - index));
  });

  it.each(['won', 'lost'] as const)('sees a dispute, and that it was %s', async (end) => {
    const { paymentId } = await aPaidCheckout();
    const { id } = await controls.dispute(paymentId, 999);
    expect((await gateway.payment(paymentId)).dispute).toEqual({ id, status: 'needs_response', amount: 999 });
    await expect(
      gateway.refund({ idempotencyKey: 'refund-1', refundId: 1, paymentId, amount: 1 }),
    ).rejects.toMatchObject({ code: 'charge_disputed' });

    await controls.closeDispute(id, end);
    expect((await gateway.payment(paymentId)).dispute).toEqual({ id, status: end, amount: 999 });
  });

  it('lists what happened since, the oldest first, and only what concerns us', async () => {
    const start = new Date();
    const { id, paymentId } = await aPaidCheckout();
    await controls.refund(paymentId);

    const events = await eventsSince(start);
    expect(events.map(({ type, checkoutId, paymentId: pi }) => [type, checkoutId, pi])).toEqual([
      ['payment_intent.succeeded', null, paymentId],
      ['checkout.session.completed', id, paymentId],
      ['refund.created', null, paymentId],
      ['charge.refunded', null, paymentId],
      ['refund.updated', null, paymentId],
    ]);
    await controls.forward(60);
    await gateway.expireCheckout((await gateway.openCheckout(aRequest())).id);
    expect((await eventsSince(new Date(Date.now() + 30_000))).map(({ type }) => type)).toEqual([
      'checkout.session.expired',
    ]);
  });

  it('lists more events than fit on one page of Stripe', async () => {
    const { paymentId } = await aPaidCheckout();
    for (let count = 0; count < 40; count++) await controls.refund(paymentId, 1);
    const ids = (await eventsSince(new Date(0))).map(({ id }) => id);
    expect(ids).toHaveLength(2 + 3 * 40);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
