import { StandInControls } from '../../../src/integrations/stripe/stand-in/index.js';
import { OrderExpiryTask } from '../../../src/modules/orders/order-expiry.task.js';
import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { aHold } from '../../support/booking.js';
import { aCashier, aSale } from '../../support/box-office.js';
import { eventually } from '../../support/eventually.js';
import {
  aPromoCode,
  bonusOf,
  givePoints,
  ledgerOf,
  orderWithMore,
  pay,
  usesOf,
} from '../../support/loyalty.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import {
  actOnPage,
  aCustomer,
  checkoutUrl,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';
import { aScreening } from '../../support/theatre.js';

let mailbox: TestMailbox;
let shop: Shop;
let buyer: Customer;
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await openShop({ environment: { SMTP_URL: mailbox.smtpUrl } });
});
beforeEach(async () => {
  buyer = await aCustomer(shop);
  await givePoints(shop.app, buyer, 300);
});
afterEach(() => expectInvariants(shop));
afterAll(async () => {
  await shop.close();
  await mailbox.stop();
});

/** An order of 10.00, of which 3.00 are paid with points. */
const anOrderWithPoints = async (): Promise<OrderResponse> => {
  await fillCart(shop, buyer, ['10.00']);
  return orderWithMore(buyer, { bonus_points: 300 });
};

/** Lets an order expire whose page can still be paid on, as if the gateway had not answered. */
const expireWithPage = async ({ id }: OrderResponse): Promise<string> => {
  const page = await checkoutUrl(buyer, id);
  await shop.app.database.query(`UPDATE checkouts SET status = 'expired' WHERE order_id = $1`, [id]);
  await shop.app.database.query(
    `UPDATE orders SET expires_at = now() - interval '20 minutes' WHERE id = $1`,
    [id],
  );
  await shop.app.get(OrderExpiryTask).run();
  return page;
};

const paymentOf = async ({ client }: Customer): Promise<string> => {
  const { body } = await client.get('/payments').expect(200);
  return (body as { items: { external_payment_id: string }[] }).items[0]?.external_payment_id ?? '';
};

describe('points of an order', () => {
  it('come back when it expires, and are taken again when its money arrives late', async () => {
    const order = await anOrderWithPoints();
    const page = await expireWithPage(order);
    expect((await bonusOf(buyer)).balance).toBe(300);
    await actOnPage(page, 'paid');
    await orderWith(buyer, order.id, { status: 'paid', bonus_amount: '3.00' });
    expect(await ledgerOf(buyer)).toEqual([
      'adjusted 300',
      'spent -300',
      'returned 300',
      'spent -300',
      'accrued 70',
    ]);
  });

  it('that were spent elsewhere before its money arrived send the money back', async () => {
    const promo = await aPromoCode(shop.app, { max_uses: 5 });
    await fillCart(shop, buyer, ['10.00']);
    const order = await orderWithMore(buyer, { bonus_points: 300, promo_code: promo.code });
    const page = await expireWithPage(order);
    await givePoints(shop.app, buyer, -1);
    await actOnPage(page, 'paid');
    await eventually(async () => {
      const { body } = await buyer.client.get('/payments').expect(200);
      expect(body).toMatchObject({ items: [{ amount: '5.00', status: 'refunded' }] });
    });
    await orderWith(buyer, order.id, { status: 'canceled' });
    expect(await usesOf(shop.app, promo)).toBe(0);
    expect((await bonusOf(buyer)).balance).toBe(299);
  });

  it('come back when the bank takes the money back', async () => {
    const order = await pay(buyer, await anOrderWithPoints());
    const controls = new StandInControls(shop.stripe.url);
    const { id } = await controls.dispute(await paymentOf(buyer));
    await controls.closeDispute(id, 'lost');
    await orderWith(buyer, order.id, { refund_state: 'full', refunded_amount: '10.00' });
    expect(await bonusOf(buyer)).toMatchObject({ balance: 300, debt: 0 });
  });

  it('come back when a moderator gives it back', async () => {
    const order = await pay(buyer, await anOrderWithPoints());
    await shop.app
      .as('moderator')
      .post(`/admin/orders/${order.id}/refund`)
      .send({ reason: 'The sound was missing.' })
      .expect(200);
    expect(await bonusOf(buyer)).toMatchObject({ balance: 300, debt: 0 });
    const { text } = await mailbox.waitFor(buyer.email, { subject: `A refund for your order ${order.id}` });
    expect(text).toContain('You get 7.00 USD back.');
    expect(text).toContain('300 bonus points are yours again.');
  });

  it('are named in the mail that confirms it', async () => {
    const order = await pay(buyer, await anOrderWithPoints());
    const { text } = await mailbox.waitFor(buyer.email, { subject: `Your order ${order.id} is paid` });
    expect(text).toMatch(/Total: 10\.00 USD\s+Paid with bonus points: 300\s+Paid: 7\.00 USD/);
  });

  it('come back for seats of a canceled screening, whether the order is open or paid', async () => {
    const screening = await aScreening(shop.app, { basePrice: '10.00' });
    const [first, second] = [await aHold(buyer, screening, 'A1 A2'), await aHold(buyer, screening, 'B1 B2')];
    await pay(buyer, await orderWithMore(buyer, { hold_ids: [first.id], bonus_points: 100 }));
    await fillCart(shop, buyer, ['4.00']);
    const open = await orderWithMore(buyer, { hold_ids: [second.id], include_cart: true, bonus_points: 200 });
    expect((await bonusOf(buyer)).balance).toBe(190);
    await shop.app.as('moderator').post(`/screenings/${screening.id}/cancel`).send({}).expect(200);
    await orderWith(buyer, open.id, { total_amount: '4.00', bonus_amount: '2.00', amount_due: '2.00' });
    await eventually(async () => expect((await bonusOf(buyer)).balance).toBe(100));
  });

  it('that were earned at the counter are taken back there', async () => {
    const cashier = await aCashier(shop.app);
    const screening = await aScreening(shop.app, { basePrice: '12.00' });
    const { order } = await aSale(cashier, screening, ['A1', 'A2'], { customer_email: buyer.email });
    const refund = (lines: number[]) =>
      cashier.client.post(`/box-office/sales/${order.id}/refund`).send({ lines, reason: 'Fell ill.' });
    const [first, second] = order.lines.map(({ id }) => id);
    await refund([first ?? 0]).expect(200);
    expect((await bonusOf(buyer)).balance).toBe(420);
    await refund([second ?? 0]).expect(200);
    expect((await bonusOf(buyer)).balance).toBe(300);
  });

  it('may be left out as null, like the code', async () => {
    await fillCart(shop, buyer, ['10.00']);
    const order = await orderWithMore(buyer, { bonus_points: null, promo_code: null });
    expect(order).toMatchObject({ amount_due: '10.00' });
  });
});
