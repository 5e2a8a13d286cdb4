import { StandInControls } from '../../../src/integrations/stripe/stand-in/index.js';
import { ConcessionsInvariants } from '../../../src/modules/concessions/concessions.invariants.js';
import { PreorderExpiryTask } from '../../../src/modules/concessions/preorders/preorder-expiry.task.js';
import type { PreorderResponse } from '../../../src/modules/concessions/preorders/preorder.dto.js';
import { QueueStreams } from '../../../src/modules/concessions/preorders/queue/queue-streams.js';
import { OrderExpiryTask } from '../../../src/modules/orders/order-expiry.task.js';
import { aCashier } from '../../support/box-office.js';
import { aHold, letBeginIn } from '../../support/booking.js';
import {
  aConcession,
  aPreorder,
  aSnackOrder,
  payFor,
  QueueWatcher,
  stockOf,
  wishFor,
} from '../../support/concessions.js';
import { aScreening } from '../../support/theatre.js';
import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { eventually } from '../../support/eventually.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { signIn } from '../../support/people.js';
import {
  actOnPage,
  aCustomer,
  checkoutUrl,
  type Customer,
  expectInvariants,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';

describe('pre-orders', () => {
  let mailbox: TestMailbox;
  let shop: Shop;
  let customer: Customer;
  let cashier: Customer;
  beforeAll(async () => {
    mailbox = await startMailbox();
    shop = await openShop({ environment: { SMTP_URL: mailbox.smtpUrl } });
  });
  beforeEach(async () => {
    [customer, cashier] = [await aCustomer(shop), await aCashier(shop.app)];
  });
  afterEach(() => expectInvariants(shop));
  afterAll(async () => {
    await shop.close();
    await mailbox.stop();
  });

  /** Ends an order while the gateway does not close its page. */
  const endUnpaid = async (orderId: number): Promise<void> => {
    await shop.app.database.query(
      `UPDATE orders SET expires_at = now() - interval '11 minutes' WHERE id = $1`,
      [orderId],
    );
    const stripe = new StandInControls(shop.stripe.url);
    await stripe.fail('refused', { path: '/v1/checkout/sessions', times: 100 });
    await shop.app.get(OrderExpiryTask).run();
    await stripe.heal();
    await orderWith(customer, orderId, { status: 'canceled' });
  };
  const codesOf = ({ body }: { body: unknown }): string[] =>
    (body as { items: PreorderResponse[] }).items.map(({ pickup_code }) => pickup_code);

  it('are made ready, which their owner is told, and handed over', async () => {
    const { order, code } = await aPreorder(customer, await aConcession(shop.app, { name: 'Nachos' }), 2);

    const ready = await cashier.client.post(`/preorders/${code}/ready`).expect(200);
    expect(ready.body).toMatchObject({ status: 'ready', ready_at: expect.any(String), collected_at: null });
    const mail = await mailbox.waitFor(customer.email, { subject: `Ready to pick up: ${code}` });
    expect(mail.text).toContain('2 × Nachos');
    await eventually(async () => {
      const { body } = await customer.client.get('/notifications').expect(200);
      const told = {
        kind: 'preorder-ready',
        title: `Your order ${code} is ready`,
        link: `/preorders/${code}`,
      };
      expect((body as { items: unknown[] }).items).toContainEqual(expect.objectContaining(told));
    });
    await cashier.client.post(`/preorders/${code}/ready`).expect(409);

    const done = await cashier.client.post(`/preorders/${code.toLowerCase()}/collect`).expect(200);
    expect(done.body).toMatchObject({ status: 'collected', order_id: order.id });
    const again = await cashier.client.post(`/preorders/${code}/collect`).expect(409);
    expect(again.body).toMatchObject({
      type: '/problems/preorder-not-open',
      status: 'collected',
      at: (done.body as PreorderResponse).collected_at,
    });
  });

  it('are handed over once, though two cashiers do it at the same moment', async () => {
    const { order, code } = await aPreorder(customer, await aConcession(shop.app));
    const answers = await Promise.all([
      ...[1, 2, 3, 4].map(() => cashier.client.post(`/preorders/${code}/collect`)),
      customer.client.post(`/orders/${order.id}/refund`).send({}),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('are seen by their owners, and by the counter', async () => {
    const item = await aConcession(shop.app);
    const { code: first } = await aPreorder(customer, item);
    const { code: second } = await aPreorder(customer, item);
    const other = await aCustomer(shop);
    const { code: third } = await aPreorder(other, item);
    await cashier.client.post(`/preorders/${first}/collect`).expect(200);

    expect(codesOf(await customer.client.get('/preorders').expect(200))).toEqual([second, first]);
    expect(codesOf(await customer.client.get('/preorders?status=collected'))).toEqual([first]);
    const queue = `/preorders?cinema_id=${item.cinema_id}`;
    expect(codesOf(await customer.client.get(queue).expect(200))).toEqual([second, first]);
    expect(codesOf(await cashier.client.get(queue).expect(200))).toEqual([second, third]);
    expect(codesOf(await cashier.client.get(`${queue}&status=collected`))).toEqual([first]);
    expect(codesOf(await cashier.client.get('/preorders').expect(200))).toEqual([]);

    await customer.client.get(`/preorders/${third}`).expect(404);
    await cashier.client.get(`/preorders/${third}`).expect(200);
    await cashier.client.get(`/preorders/${third}?cinema_id=${item.cinema_id + 1}`).expect(404);
    await customer.client.post(`/preorders/${second}/collect`).expect(403);
    await customer.client.get('/preorders/K7M2Q').expect(422);
    await shop.app.as().get('/preorders').expect(401);
  });

  it('end when nobody comes for them, and can still be given back', async () => {
    const item = await aConcession(shop.app, { stock: 3 });
    const { order, code } = await aPreorder(customer, item, 2);
    await shop.app.get(PreorderExpiryTask).run();
    expect((await customer.client.get(`/preorders/${code}`)).body).toMatchObject({ status: 'placed' });
    await shop.app.database.query(
      `UPDATE preorders SET expires_at = created_at - interval '1 second' WHERE pickup_code = $1`,
      [code],
    );

    expect(await shop.app.get(PreorderExpiryTask).run()).toBe('ended 1 pre-orders');
    expect((await customer.client.get(`/preorders/${code}`)).body).toMatchObject({ status: 'expired' });
    await cashier.client.post(`/preorders/${code}/collect`).expect(409);
    await customer.client.post(`/orders/${order.id}/refund`).send({}).expect(200);
    expect(await stockOf(shop.app, item)).toBe(3);
  });

  it('wait as long as a screening of their order that was moved', async () => {
    const screening = await aScreening(shop.app);
    const item = await aConcession(shop.app, { cinema_id: screening.hall.cinema.id });
    const hold = await aHold(customer, screening, 'B3 B4');
    const body = { hold_ids: [hold.id], concessions: [wishFor(item)] };
    const open = (await customer.client.post('/orders').send(body).expect(201)).body as OrderResponse;
    await payFor(customer, open);
    const waiting = () => shop.app.get(PreorderExpiryTask).run();
    await shop.app.database.query(
      `UPDATE preorders SET expires_at = created_at - interval '1 second' WHERE order_id = $1`,
      [open.id],
    );
    expect(await waiting()).toBe('ended 0 pre-orders');
    await letBeginIn(shop, screening, -30 * 60);
    expect(await waiting()).toBe('ended 1 pre-orders');
  });

  it.each([
    ['take it again when the money comes late', 1, 'paid'],
    ['have none when it is gone by then', 2, 'canceled'],
  ] as const)('give back their stock when the order expires, and %s', async (_, sold, status) => {
    const item = await aConcession(shop.app, { stock: 3 });
    const { id } = await aSnackOrder(customer, item, 2);
    const url = await checkoutUrl(customer, id);
    await endUnpaid(id);
    expect(await stockOf(shop.app, item)).toBe(3);
    await aPreorder(await aCustomer(shop), item, sold);
    await actOnPage(url, 'paid');

    await eventually(async () =>
      expect(
        await shop.app.database.query(
          'SELECT 1 FROM payments WHERE order_id = $1 AND settlement IS NOT NULL',
          [id],
        ),
      ).toHaveLength(1),
    );
    await orderWith(customer, id, { status });
    expect(await stockOf(shop.app, item)).toBe(status === 'paid' ? 0 : 1);
  });

  it('keep their codes apart while they are open', async () => {
    const item = await aConcession(shop.app);
    const { code } = await aPreorder(customer, item);
    await aPreorder(customer, item);
    await expect(
      shop.app.database.query(
        `UPDATE preorders SET pickup_code = $1 WHERE pickup_code <> $1 AND status = 'placed'`,
        [code],
      ),
    ).rejects.toThrow('uq_preorders_code');
  });

  it('stay good for whoever has the code, though the account is gone', async () => {
    const { code } = await aPreorder(customer, await aConcession(shop.app));
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);
    await cashier.client.post(`/preorders/${code}/collect`).expect(200);
  });

  it('show at the counter as they come and go', async () => {
    const item = await aConcession(shop.app);
    const { access_token } = await signIn(shop.app, cashier);
    const watcher = await QueueWatcher.open(shop.url, item.cinema_id, access_token);
    await eventually(() => expect(watcher.codes).toEqual({}));

    const { code } = await aPreorder(customer, item);
    await eventually(() => expect(watcher.codes).toEqual({ [code]: 'placed' }));
    await cashier.client.post(`/preorders/${code}/ready`).expect(200);
    await eventually(() => expect(watcher.codes).toEqual({ [code]: 'ready' }));
    await cashier.client.post(`/preorders/${code}/collect`).expect(200);
    await eventually(() => expect(watcher.codes).toEqual({}));

    await shop.app.database.query('DELETE FROM sessions WHERE user_id = $1', [cashier.id]);
    await shop.app.get(QueueStreams).beat();
    await eventually(() => expect(watcher.ended).toBe(true));
  });

  it('are watched by cashiers only, at cinemas that there are', async () => {
    await customer.client.get('/preorders/stream?cinema_id=1').expect(403);
    await cashier.client.get('/preorders/stream').expect(422);
    await cashier.client.get('/preorders/stream?cinema_id=987654').expect(404);
  });

  it('would show in the invariants if their books were wrong', async () => {
    const item = await aConcession(shop.app, { stock: 5 });
    const { code } = await aPreorder(customer, item);
    const broken = async (): Promise<boolean[]> => {
      const found: boolean[] = [];
      for (const { sql } of shop.app.get(ConcessionsInvariants).invariants)
        found.push((await shop.app.database.query(sql)).length > 0);
      return found;
    };
    const spoil = async (spoiling: string, repairing: string): Promise<boolean[]> => {
      await shop.app.database.query(spoiling);
      const found = await broken();
      await shop.app.database.query(repairing);
      return found;
    };
    const set = (stock: number): string =>
      `UPDATE concession_items SET stock = ${stock} WHERE id = ${item.id}`;
    const claim = (given: boolean): string =>
      `UPDATE concession_claims SET given_back = ${given} WHERE item_id = ${item.id}`;
    const status = (to: string): string =>
      `UPDATE preorders SET status = '${to}' WHERE pickup_code = '${code}'`;

    expect(await spoil(set(5), set(4))).toEqual([true, false, false, false]);
    expect(await spoil(claim(true), claim(false))).toEqual([true, true, false, false]);
    expect(await spoil(status('refunded'), status('placed'))).toEqual([false, false, true, false]);
  });
});
