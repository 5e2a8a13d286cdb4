import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { eventually } from '../../../../test/support/eventually.js';
import { type GatewayEvent, StripeGateway, WebhookSignatureError } from '../index.js';
import { StandInControls, startStripeStandIn, type StripeStandIn, StripeStandInError } from './index.js';

const KEYS = { secretKey: 'sk_test_webhooks', webhookSecret: 'whsec_webhooks' };
const PAID = ['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed'];
const REFUNDED = ['refund.created', 'charge.refunded', 'refund.updated'];

interface Told {
  readonly body: Buffer;
  readonly signature: string;
}

describe('The webhooks of the stand-in', () => {
  let directory: string;
  let listener: Server;
  let told: Told[];
  let answers: number[];
  let atOnce: number[];
  let pauseMs: number;
  let standIn: StripeStandIn;
  let controls: StandInControls;
  let gateway: StripeGateway;

  const start = async (): Promise<void> => {
    standIn = await startStripeStandIn({
      ...KEYS,
      host: '127.0.0.1',
      port: 0,
      webhookUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/webhook`,
      stateFile: join(directory, 'data', 'stripe.json'),
    });
    controls = new StandInControls(standIn.url);
    gateway = new StripeGateway({ ...KEYS, apiUrl: standIn.url });
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stripe-'));
    told = [];
    answers = [];
    atOnce = [];
    pauseMs = 0;
    let open = 0;
    listener = createServer((request, response) => {
      atOnce.push(++open);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        told.push({
          body: Buffer.concat(chunks),
          signature: String(request.headers['stripe-signature']),
        });
        setTimeout(() => {
          open--;
          response.writeHead(answers.shift() ?? 200).end();
        }, pauseMs);
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    await start();
  });
  afterEach(async () => {
    await standIn.close();
    listener.closeAllConnections();
    listener.close();
    await rm(directory, { recursive: true });
  });

  const aCheckout = () =>
    gateway.openCheckout({
      idempotencyKey: `checkout-${Math.random()}`,
      orderId: 41,
      email: null,
      currency: 'eur',
      lines: [{ title: 'Metropolis', quantity: 1, unitAmount: 999 }],
      successUrl: 'http://cinema.example/thanks',
      cancelUrl: 'http://cinema.example/back',
      expiresAt: new Date(),
    });
  const press = (url: string | null, outcome: string): Promise<Response> =>
    fetch(url ?? '', { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
  const aPayment = async (): Promise<string> => {
    const { id, url } = await aCheckout();
    await press(url, 'paid');
    return (await gateway.checkout(id)).payment?.id ?? '';
  };
  const read = ({ body, signature }: Told): GatewayEvent => gateway.readEvent(body, signature);
  const types = () => told.map((each) => read(each).type);
  const expectTold = (expected: readonly string[]) => eventually(() => expect(types()).toEqual(expected));

  it('tell what happens in the order in which it does, signed', async () => {
    const { id, url } = await aCheckout();
    await press(url, 'declined');
    await press(url, 'paid');
    const paymentId = (await gateway.checkout(id)).payment?.id ?? '';
    await controls.refund(paymentId, 100);
    const dispute = await controls.dispute(paymentId);
    await controls.closeDispute(dispute.id, 'lost');
    await gateway.expireCheckout((await aCheckout()).id);

    await expectTold([
      'payment_intent.payment_failed',
      ...PAID,
      ...REFUNDED,
      'charge.dispute.created',
      'charge.dispute.closed',
      'checkout.session.expired',
    ]);
    const events = told.map(read);
    expect(new Set(events.slice(0, 9).map((event) => event.paymentId))).toEqual(new Set([paymentId]));
    expect(events.map(({ checkoutId }) => checkoutId).filter(Boolean)).toEqual([id, expect.any(String)]);
    expect(events[0]).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: 'payment_intent.payment_failed',
      createdAt: expect.any(Date),
      checkoutId: null,
      paymentId,
    });
  });

  it('wait for an answer before they tell of the next thing', async () => {
    pauseMs = 50;
    const { url } = await aCheckout();
    await Promise.all([press(url, 'paid'), gateway.expireCheckout((await aCheckout()).id)]);
    await eventually(() => expect(told).toHaveLength(4));
    expect(atOnce).toEqual([1, 1, 1, 1]);
  });

  it('show an object as it was at that time', async () => {
    const paymentId = await aPayment();
    await controls.refund(paymentId);
    await expectTold([...PAID, ...REFUNDED]);
    const charge = (at: number) =>
      (JSON.parse(told[at]?.body.toString() ?? '') as { data: { object: Stripe.Charge } }).data.object;
    expect([charge(0).amount_refunded, charge(4).amount_refunded]).toEqual([0, 999]);
  });

  it('are refused when they are forged, changed, old, or signed with another secret', async () => {
    await aPayment();
    await expectTold(PAID);
    const [{ body, signature } = { body: Buffer.of(), signature: '' }] = told;
    const payload = body.toString();
    const sign = (secret: string, secondsAgo: number): string =>
      Stripe.webhooks.generateTestHeaderString({
        payload,
        secret,
        timestamp: Math.floor(Date.now() / 1_000) - secondsAgo,
      });

    expect(gateway.readEvent(body, sign(KEYS.webhookSecret, 290)).type).toBe('charge.succeeded');
    const refused: [Buffer, string][] = [
      [body, ''],
      [body, 't=1,v1=00'],
      [body, signature.replace(/v1=.{4}/, 'v1=0000')],
      [body, sign(KEYS.webhookSecret, 310)],
      [body, sign('whsec_other', 0)],
      [Buffer.from(payload.replace('999', '1')), signature],
      [Buffer.of(), signature],
    ];
    for (const [bytes, header] of refused) {
      expect(() => gateway.readEvent(bytes, header)).toThrow(WebhookSignatureError);
    }
    const nothing = 'not JSON';
    const header = Stripe.webhooks.generateTestHeaderString({ payload: nothing, secret: KEYS.webhookSecret });
    expect(() => gateway.readEvent(Buffer.from(nothing), header)).toThrow(WebhookSignatureError);
  });

  it('are told again until somebody takes them, while others go on', async () => {
    answers = [500, 200, 400];
    await aPayment();
    await eventually(() =>
      expect(types().slice().sort()).toEqual(
        [...PAID, 'charge.succeeded', 'checkout.session.completed'].sort(),
      ),
    );
    expect(types().slice(0, 3)).toEqual(PAID);
    await eventually(async () => {
      const { deliveries } = await controls.webhooks();
      expect(deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
        [1, 500],
        [1, 200],
        [1, 400],
        [2, 200],
        [2, 200],
      ]);
    });
  });

  it('never keep anybody waiting', async () => {
    listener.removeAllListeners('request');
    const paymentId = await aPayment();
    expect(await gateway.payment(paymentId)).toMatchObject({ status: 'succeeded' });
  });

  it('are held back, and let go in another order, without some, and several times at once', async () => {
    await controls.holdWebhooks();
    await aPayment();
    const { waiting } = await controls.webhooks();
    expect(waiting.map(({ type }) => type)).toEqual(PAID);
    expect(told).toEqual([]);

    await controls.releaseWebhooks({ order: 'reversed' });
    await expectTold([...PAID].reverse());
    const [first] = waiting;
    expect(await controls.repeatWebhook(first?.event ?? '', 20)).toHaveLength(20);
    expect(types().slice(3)).toEqual(Array.from({ length: 20 }, () => 'charge.succeeded'));

    await controls.holdWebhooks();
    await aPayment();
    const [, second] = (await controls.webhooks()).waiting;
    await controls.releaseWebhooks({ ids: [second?.event ?? ''] });
    await eventually(() => expect(types().slice(23)).toEqual(['payment_intent.succeeded']));
    await expect(controls.repeatWebhook('evt_none', 1)).rejects.toThrow('There is no event evt_none.');
  });

  it('and all else outlive a restart', async () => {
    const { id, url } = await aCheckout();
    await press(url, 'paid');
    await expectTold(PAID);
    const before = await gateway.checkout(id);
    await controls.holdWebhooks();
    await controls.refund(before.payment?.id ?? '', 100);
    await standIn.close();
    await start();

    await expectTold([...PAID, ...REFUNDED]);
    const after = await gateway.checkout(id);
    expect(after).toMatchObject({ isPaid: true, payment: { refunds: [{ amount: 100 }] } });
    const key = { idempotencyKey: 'refund-1', refundId: 1, paymentId: after.payment?.id ?? '', amount: 5 };
    const refund = await gateway.refund(key);
    await standIn.close();
    await start();
    expect(await gateway.refund(key)).toEqual(refund);
  });

  it('and all else outlive a kill in the middle of a line', async () => {
    const { id } = await aCheckout();
    await standIn.close();
    const file = join(directory, 'data', 'stripe.json');
    await appendFile(file, '["sessions",{"id":"cs_test_half');
    await start();
    expect(await gateway.checkout(id)).toMatchObject({ status: 'open' });
    expect(await readFile(file, 'utf8')).not.toContain('cs_test_half');
  });

  it('have no start with a damaged file or a port that is taken, and it is said why', async () => {
    const file = join(directory, 'other.json');
    await writeFile(file, 'hello\n');
    const options = { ...KEYS, host: '127.0.0.1', port: 0, webhookUrl: 'http://127.0.0.1:9/' };
    await expect(startStripeStandIn({ ...options, stateFile: file })).rejects.toThrow(
      `Line 1 of ${file} is damaged. Remove the file to begin anew.`,
    );
    const taken = startStripeStandIn({ ...options, port: standIn.port });
    await expect(taken).rejects.toThrow(StripeStandInError);
    await expect(taken).rejects.toThrow('STRIPE_PORT');
  });
});
