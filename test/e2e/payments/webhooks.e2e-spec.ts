import { createHmac } from 'node:crypto';
import { StandInControls } from '../../../src/integrations/stripe/stand-in/index.js';
import { eventually } from '../../support/eventually.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  checkoutUrl,
  type Customer,
  expectInvariants,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';

describe('The webhook', () => {
  let shop: Shop;
  let stripe: StandInControls;
  let secret: string;
  beforeAll(async () => {
    shop = await openShop();
    stripe = new StandInControls(shop.stripe.url);
    secret = shop.app.settings.stripe?.webhookSecret ?? '';
  });
  afterAll(async () => {
    await expectInvariants(shop);
    await shop.close();
  });

  const event = (over: object = {}): string =>
    JSON.stringify({
      id: 'evt_made_up',
      object: 'event',
      type: 'payment_intent.succeeded',
      created: now(),
      data: { object: { id: 'pi_made_up', object: 'payment_intent' } },
      ...over,
    });
  const now = (): number => Math.floor(Date.now() / 1_000);
  const sign = (payload: string, { key = secret, at = now() } = {}): string =>
    `t=${at},v1=${createHmac('sha256', key).update(`${at}.${payload}`).digest('hex')}`;
  const send = (payload: string, signature: string | undefined) => {
    const request = shop.app.as().post('/payments/webhook').set('content-type', 'application/json');
    return (signature === undefined ? request : request.set('stripe-signature', signature)).send(payload);
  };
  const known = (id: string): Promise<object[]> =>
    shop.app.database.query('SELECT times_handled FROM payment_events WHERE id = $1', [id]);
  /** An order whose page was paid while the webhooks are held back. */
  const paidInSilence = async (): Promise<{ customer: Customer; id: number; events: string[] }> => {
    const customer = await aCustomer(shop);
    const { id } = await anOrder(shop, customer);
    const url = await checkoutUrl(customer, id);
    await stripe.holdWebhooks();
    await actOnPage(url, 'paid');
    const { waiting } = await stripe.webhooks();
    return { customer, id, events: waiting.map((one) => one.event) };
  };
  const bookedOf = (orderId: number): Promise<object[]> =>
    shop.app.database.query('SELECT status, settlement FROM payments WHERE order_id = $1', [orderId]);

  it.each([
    ['without a signature', (): undefined => undefined],
    ['with a forged one', (payload: string) => sign(payload, { key: 'whsec_somebody_elses' })],
    ['with one of another body', () => sign('{}')],
    ['with one that is too old', (payload: string) => sign(payload, { at: now() - 3_600 })],
    ['with nonsense for one', () => 'nonsense'],
  ])('refuses an event %s', async (_what, signature) => {
    const payload = event();
    const { body } = await send(payload, signature(payload)).expect(400);

    expect(body).toMatchObject({ type: '/problems/webhook-signature' });
    expect(await known('evt_made_up')).toEqual([]);
  });

  it('takes events that do not concern us, and forgets them', async () => {
    const payload = event({ id: 'evt_other', type: 'customer.created' });
    await send(payload, sign(payload)).expect(200, { received: true });

    expect(await known('evt_other')).toEqual([]);
  });

  it('is done with events about things that Stripe does not know', async () => {
    const payload = event({ id: 'evt_gone' });
    await send(payload, sign(payload)).expect(200);

    await eventually(async () => {
      expect(await known('evt_gone')).toEqual([{ times_handled: 1 }]);
    });
  });

  it('refuses what is no JSON', async () => {
    await send('{', sign('{')).expect(400);
  });

  it('handles an event once that comes 20 times at once', async () => {
    const { customer, id, events } = await paidInSilence();
    await stripe.releaseWebhooks({ ids: [] });
    for (const one of events) {
      const deliveries = await stripe.repeatWebhook(one, 20);
      expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([200]));
    }
    await orderWith(customer, id, { status: 'paid' });

    expect(await bookedOf(id)).toEqual([{ status: 'successful', settlement: 'fulfilled' }]);
    await eventually(async () => {
      const open = await shop.app.database.query('SELECT id FROM payment_events WHERE times_handled <> 1');
      expect(open).toEqual([]);
    });
  });

  it('fulfils an order when events come the wrong way round', async () => {
    const { customer, id } = await paidInSilence();
    await stripe.releaseWebhooks({ order: 'reversed' });
    await orderWith(customer, id, { status: 'paid' });

    expect(await bookedOf(id)).toEqual([{ status: 'successful', settlement: 'fulfilled' }]);
  });

  it('that never comes is made good when somebody wants to cancel what they have paid', async () => {
    const { customer, id } = await paidInSilence();
    await stripe.releaseWebhooks({ ids: [] });
    await customer.client.post(`/orders/${id}/cancel`).expect(409);

    await orderWith(customer, id, { status: 'paid' });
  });
});
