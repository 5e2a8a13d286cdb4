import { eventually } from '../../../test/support/eventually.js';
import type { CheckoutRequest } from './index.js';
import { GatewayRefusedError, GatewayUnavailableError, StripeGateway } from './index.js';
import { StandInControls, startStripeStandIn, type StripeStandIn } from './stand-in/index.js';

const KEYS = { secretKey: 'sk_test_faults', webhookSecret: 'whsec_faults' };

const aRequest = (changes: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  idempotencyKey: `checkout-${Math.random()}`,
  orderId: 41,
  email: null,
  currency: 'usd',
  lines: [{ title: 'Metropolis', quantity: 1, unitAmount: 999 }],
  successUrl: 'http://cinema.example/payments/success',
  cancelUrl: 'http://cinema.example/payments/cancel',
  expiresAt: new Date(Date.now() + 3_600_000),
  ...changes,
});

describe('The gateway, when something goes wrong,', () => {
  let standIn: StripeStandIn;
  let controls: StandInControls;
  let gateway: StripeGateway;

  beforeEach(async () => {
    standIn = await startStripeStandIn({
      ...KEYS,
      host: '127.0.0.1',
      port: 0,
      webhookUrl: 'http://127.0.0.1:9/',
    });
    controls = new StandInControls(standIn.url);
    gateway = new StripeGateway({ ...KEYS, apiUrl: standIn.url });
  });
  afterEach(() => standIn.close());

  const aPayment = async (): Promise<string> => {
    const { id, url } = await gateway.openCheckout(aRequest());
    const body = new URLSearchParams({ outcome: 'paid' });
    await fetch(url ?? '', { method: 'POST', body, redirect: 'manual' });
    return (await gateway.checkout(id)).payment?.id ?? '';
  };
  const sent = async (path: string) =>
    (await controls.requests()).filter((request) => request.method === 'POST' && request.path === path);

  it.each(['drop', 'error'] as const)('opens one page only after the fault "%s"', async (kind) => {
    const request = aRequest();
    await controls.fail(kind, { method: 'POST' });
    const first = await gateway.openCheckout(request);

    expect(await gateway.openCheckout(request)).toEqual(first);
    expect(await sent('/v1/checkout/sessions')).toHaveLength(3);
    const keys = (await sent('/v1/checkout/sessions')).map((each) => each.idempotency_key);
    expect(new Set(keys)).toEqual(new Set([request.idempotencyKey]));
  });

  it('gives back once when Stripe hangs up each time after it has done it', async () => {
    const paymentId = await aPayment();
    const request = { idempotencyKey: 'refund-7', refundId: 7, paymentId, amount: 500 };
    await controls.fail('drop', { path: '/v1/refunds', method: 'POST', times: 3 });

    await expect(gateway.refund(request)).rejects.toBeInstanceOf(GatewayUnavailableError);
    expect(await gateway.refund(request)).toMatchObject({ amount: 500, refundId: 7 });
    expect((await gateway.payment(paymentId)).refunds).toHaveLength(1);
    const keys = (await sent('/v1/refunds')).map((each) => each.idempotency_key);
    expect(keys).toEqual(['refund-7', 'refund-7', 'refund-7']);
  });

  it.each([
    ['error', 3],
    ['rate_limit', 1],
    ['drop', 3],
  ] as const)('says of "%s" that nobody knows whether it was done', async (kind, times) => {
    await controls.fail(kind, { times });
    await expect(gateway.openCheckout(aRequest())).rejects.toBeInstanceOf(GatewayUnavailableError);
    await expect(gateway.openCheckout(aRequest())).resolves.toMatchObject({ status: 'open' });
  });

  it('does not wait for ever, and gets the one page that Stripe has made meanwhile', async () => {
    const request = aRequest();
    await controls.fail('slow', { method: 'POST', delay_ms: 8_600 });
    const started = performance.now();
    const checkout = await gateway.openCheckout(request);

    expect(performance.now() - started).toBeGreaterThan(8_000);
    expect((await sent('/v1/checkout/sessions')).length).toBeGreaterThan(1);
    expect(await gateway.openCheckout(request)).toEqual(checkout);
  });

  it('says that two requests with one key at once may go well the next time', async () => {
    const request = aRequest();
    await controls.fail('slow', { method: 'POST', delay_ms: 4_000 });
    const first = gateway.openCheckout(request);
    await eventually(async () => expect(await sent('/v1/checkout/sessions')).toHaveLength(1));

    await expect(gateway.openCheckout(request)).rejects.toBeInstanceOf(GatewayUnavailableError);
    await expect(first).resolves.toMatchObject({ status: 'open' });
  });

  it('says why it was refused', async () => {
    await expect(gateway.checkout('cs_test_unknown')).rejects.toMatchObject({
      code: 'resource_missing',
      status: 404,
    });
    await expect(gateway.payment('pi_unknown')).rejects.toBeInstanceOf(GatewayRefusedError);
    await expect(gateway.expireCheckout('cs_test_unknown')).rejects.toMatchObject({
      code: 'resource_missing',
    });
    const request = aRequest();
    await gateway.openCheckout(request);
    await expect(gateway.openCheckout({ ...request, orderId: 42 })).rejects.toMatchObject({
      code: 'idempotency_error',
    });
    await expect(gateway.openCheckout(aRequest({ paymentMethod: 'klarna' }))).rejects.toMatchObject({
      code: 'payment_method_unactivated',
    });
    const stranger = new StripeGateway({ ...KEYS, secretKey: 'sk_test_other', apiUrl: standIn.url });
    await expect(stranger.payment('pi_1')).rejects.toBeInstanceOf(GatewayRefusedError);
    await expect(stranger.payment('pi_1')).rejects.toMatchObject({ status: 401 });
  });

  it('says that a page could not be closed while it is still open', async () => {
    const { id } = await gateway.openCheckout(aRequest());
    await controls.fail('refused', { method: 'POST' });
    await expect(gateway.expireCheckout(id)).rejects.toMatchObject({ code: 'card_declined', status: 402 });
    expect(await gateway.checkout(id)).toMatchObject({ status: 'open' });
  });

  it('says that nobody answers where there is no Stripe', async () => {
    await standIn.close();
    await expect(gateway.payment('pi_1')).rejects.toBeInstanceOf(GatewayUnavailableError);
  });

  it('says that Stripe is not set up', async () => {
    const none = new StripeGateway(undefined);
    expect(none.isConfigured).toBe(false);
    await expect(none.openCheckout(aRequest())).rejects.toThrow(
      'Stripe is not set up: there is no STRIPE_SECRET_KEY.',
    );
    await expect(none.eventsSince(new Date())[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(
      GatewayUnavailableError,
    );
    expect(() => none.readEvent(Buffer.from('{}'), '')).toThrow(GatewayUnavailableError);
  });
});
