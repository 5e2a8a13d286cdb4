import Stripe from 'stripe';
import { StandInControls, startStripeStandIn, type StripeStandIn } from './index.js';

const KEYS = { secretKey: 'sk_test_page', webhookSecret: 'whsec_page' };
const HOSTILE = '<script>alert(1)</script>';
const SUCCESS = 'http://cinema.example/payments/success?session_id={CHECKOUT_SESSION_ID}';
const CANCEL = 'http://cinema.example/payments/cancel?order_id=41';

describe('The page to pay on', () => {
  let standIn: StripeStandIn;
  let stripe: Stripe;

  beforeEach(async () => {
    standIn = await startStripeStandIn({
      ...KEYS,
      host: '127.0.0.1',
      port: 0,
      webhookUrl: 'http://127.0.0.1:9/',
    });
    stripe = new Stripe(KEYS.secretKey, { host: '127.0.0.1', port: standIn.port, protocol: 'http' });
  });
  afterEach(() => standIn.close());

  const open = (unitAmount = 999): Promise<Stripe.Checkout.Session> =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      client_reference_id: HOSTILE,
      customer_email: 'ada@mail.example',
      success_url: SUCCESS,
      cancel_url: CANCEL,
      line_items: [
        {
          quantity: 2,
          price_data: { currency: 'usd', unit_amount: unitAmount, product_data: { name: HOSTILE } },
        },
      ],
    });
  const press = (
    url: string | null,
    outcome: string,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ outcome }),
      redirect: 'manual',
      headers,
    });
  const state = async ({ id }: Stripe.Checkout.Session) => {
    const { status, payment_status } = await stripe.checkout.sessions.retrieve(id);
    return [status, payment_status];
  };

  it('shows what is bought and the total, and makes nothing of it part of the page', async () => {
    const { url } = await open();
    const response = await fetch(url ?? '');
    const text = await response.text();

    expect(response.status).toBe(200);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script');
    expect(text).toContain('Pay USD 19.98');
    for (const outcome of ['paid', 'declined', 'requires_action', 'abandoned']) {
      expect(text).toContain(`name="outcome" value="${outcome}"`);
    }
    // A browser also asks this policy whether the form may lead to the shop.
    expect(response.headers.get('content-security-policy')).toContain(
      "form-action 'self' http://cinema.example;",
    );
  });

  it('leads on to the shop when it was paid, and takes the money once', async () => {
    const session = await open();
    for (let times = 0; times < 2; times++) {
      const response = await press(session.url, 'paid');
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(SUCCESS.replace('{CHECKOUT_SESSION_ID}', session.id));
    }
    expect(await state(session)).toEqual(['complete', 'paid']);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
    const page = await fetch(`${standIn.url}/pay/${session.id}`);
    expect(await page.text()).toContain('This has been paid');
  });

  it('leads back when somebody walks away, and stays open for later', async () => {
    const session = await open();
    const response = await press(session.url, 'abandoned');
    expect([response.status, response.headers.get('location')]).toEqual([303, CANCEL]);
    expect(await state(session)).toEqual(['open', 'unpaid']);
  });

  it('stays when the card is declined, says why, and takes another one', async () => {
    const session = await open();
    const response = await press(session.url, 'declined');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<p role="alert">The bank has declined the card.</p>');
    expect(await state(session)).toEqual(['open', 'unpaid']);
    expect((await press(session.url, 'paid')).status).toBe(303);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it.each([
    ['paid', 303],
    ['declined', 200],
  ])('asks a second time where the bank wants it, and is %s', async (outcome, status) => {
    const session = await open();
    expect(await (await press(session.url, 'requires_action')).text()).toContain('Yes, confirm');
    expect(await state(session)).toEqual(['open', 'unpaid']);
    expect(await (await fetch(session.url ?? '')).text()).toContain('Yes, confirm');

    expect((await press(session.url, outcome)).status).toBe(status);
    expect(await state(session)).toEqual(outcome === 'paid' ? ['complete', 'paid'] : ['open', 'unpaid']);
  });

  it('takes nothing on a page that has expired, and says so', async () => {
    const session = await open();
    await stripe.checkout.sessions.expire(session.id);
    expect(await (await fetch(session.url ?? '')).text()).toContain('This page has expired');
    const response = await press(session.url, 'paid');
    expect([response.status, await response.text()]).toEqual([
      409,
      expect.stringContaining('This page has expired'),
    ]);
    expect(await state(session)).toEqual(['expired', 'unpaid']);
  });

  it('expires by itself', async () => {
    const session = await open();
    await new StandInControls(standIn.url).forward(24 * 3_600);
    expect(await state(session)).toEqual(['expired', 'unpaid']);
    expect((await stripe.events.list({ type: 'checkout.session.expired' })).data).toHaveLength(1);
  });

  it('takes no money for what costs nothing', async () => {
    const session = await open(0);
    expect((await press(session.url, 'paid')).status).toBe(303);
    expect(await state(session)).toEqual(['complete', 'no_payment_required']);
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });

  it('knows four outcomes, and pages that it has made', async () => {
    const { url } = await open();
    expect((await press(url, 'stolen')).status).toBe(400);
    expect((await press(`${standIn.url}/pay/cs_test_none`, 'paid')).status).toBe(404);
  });

  it('does nothing for another web site', async () => {
    const session = await open();
    expect((await press(session.url, 'paid', { origin: 'http://evil.example' })).status).toBe(403);
    expect(await state(session)).toEqual(['open', 'unpaid']);
  });

  it('is found in the list of all pages', async () => {
    const { id } = await open();
    const text = await (await fetch(standIn.url)).text();
    expect(text).toContain(`/pay/${id}`);
    expect(text).not.toContain('<script');
  });
});
