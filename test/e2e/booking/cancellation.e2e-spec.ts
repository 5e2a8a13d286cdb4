import {
  aHold,
  aPaidSeatOrder,
  aSeatOrder,
  cancelScreening,
  orderHolds,
  takenSeats,
} from '../../support/booking.js';
import { aCashier, aSale } from '../../support/box-office.js';
import { eventually } from '../../support/eventually.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import {
  aCustomer,
  actOnPage,
  checkoutUrl,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';
import { aScreening, type TestScreening } from '../../support/theatre.js';

let mailbox: TestMailbox;
let shop: Shop;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await openShop({ environment: { SMTP_URL: mailbox.smtpUrl } });
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(async () => {
  await shop.close();
  await mailbox.stop();
});

const toldTitles = async ({ client }: Customer): Promise<string[]> =>
  ((await client.get('/notifications').expect(200)).body as { items: { title: string }[] }).items.map(
    ({ title }) => title,
  );
const canceledMails = async ({ email }: Customer) =>
  (await mailbox.all(email)).filter(({ subject }) => subject.startsWith('Canceled: '));

describe('A canceled screening', () => {
  it('refunds every paid order whatever the policy, and tells its buyer why', async () => {
    const { id } = await aPaidSeatOrder(customer, screening, 'B3 B4');
    await cancelScreening(shop, screening, 'The projector is broken.');

    await orderWith(customer, id, { status: 'canceled', refund_state: 'full', refunded_amount: '24.00' });
    expect(await takenSeats(shop, screening)).toEqual({});
    const mail = await mailbox.waitFor(customer.email, { subject: 'Canceled: ' });
    expect(mail.text).toContain('The projector is broken.');
    expect(mail.text).toContain(screening.hall.name);
    expect(await canceledMails(customer)).toHaveLength(1);
    await eventually(async () =>
      expect(await toldTitles(customer)).toContainEqual(expect.stringMatching(/^Shown film .* is canceled$/)),
    );
    expect(
      await shop.app.database.query('SELECT reason, origin FROM refunds WHERE order_id = $1', [id]),
    ).toEqual([{ reason: 'The screening was canceled: The projector is broken.', origin: 'automatic' }]);
  });

  it('ends an order of its seats that was not paid', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    const page = await checkoutUrl(customer, id);
    await cancelScreening(shop, screening);

    await orderWith(customer, id, { status: 'canceled', refund_state: 'none' });
    expect((await actOnPage(page, 'paid')).status).toBe(409);
    expect((await mailbox.waitFor(customer.email, { subject: 'Canceled: ' })).text).toContain(
      'You paid nothing',
    );
    const steps = await shop.app.as('moderator').get(`/admin/orders/${id}`).expect(200);
    expect(steps.body.events.at(-1)).toMatchObject({
      to: 'canceled',
      reason: 'screening-canceled',
      actor_id: null,
    });
  });

  it('leaves what else was ordered: it can still be paid, without the seats and at its price', async () => {
    const [film] = await fillCart(shop, customer, ['9.99']);
    const hold = await aHold(customer, screening, 'B3 B4');
    const answer = await customer.client
      .post('/orders')
      .send({ hold_ids: [hold.id], include_cart: true })
      .expect(201);
    const former = await checkoutUrl(customer, answer.body.id as number);
    await shop.app.as('moderator').patch(`/movies/${film?.uuid}`).send({ price: '15.00' }).expect(200);
    await cancelScreening(shop, screening);
    const order = await orderWith(customer, answer.body.id as number, { total_amount: '9.99' });

    expect(order).toMatchObject({ status: 'pending', lines: [{ kind: 'movie', price_at_order: '9.99' }] });
    expect(order.excluded.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['seat', 'canceled'],
      ['seat', 'canceled'],
    ]);
    expect((await actOnPage(former, 'paid')).status).toBe(409);
  });

  it('refunds the seats alone of an order that has others', async () => {
    const other = await aScreening(shop.app);
    const holds = [await aHold(customer, screening, 'B3 B4'), await aHold(customer, other, 'C1')];
    const { id } = await orderHolds(customer, ...holds);
    await actOnPage(await checkoutUrl(customer, id), 'paid');
    await orderWith(customer, id, { status: 'paid' });
    await cancelScreening(shop, screening);

    await orderWith(customer, id, { status: 'paid', refund_state: 'partial', refunded_amount: '24.00' });
    expect(await takenSeats(shop, other)).toEqual({ C1: 'sold' });
  });

  it('also tells those whom tickets were passed on to', async () => {
    const friend = await aCustomer(shop);
    const { lines } = await aPaidSeatOrder(customer, screening, 'B3 B4');
    await customer.client
      .post(`/tickets/${lines[0]?.ticket_code}/transfer`)
      .send({ email: friend.email })
      .expect(200);
    const { body } = await customer.client.get('/orders').expect(200);
    expect(body.items[0].lines[0]).not.toHaveProperty('ticket_code');
    await cancelScreening(shop, screening);

    expect((await mailbox.waitFor(friend.email, { subject: 'Canceled: ' })).text).toContain(
      'Whoever bought it',
    );
    await mailbox.waitFor(customer.email, { subject: 'Canceled: ' });
  });

  it('also tells those whom tickets were passed on to where neither they nor the buyer have an account', async () => {
    const sale = await aSale(await aCashier(shop.app), screening, ['B3'], {
      customer_email: 'buyer@walk.example',
    });
    await shop.app.database.query(
      `UPDATE tickets SET holder_email = 'guest@walk.example', transferred_at = now() WHERE code = $1`,
      [sale.tickets[0]?.code],
    );
    await cancelScreening(shop, screening);

    const mail = await mailbox.waitFor('guest@walk.example', { subject: 'Canceled: ' });
    expect(mail.text).toContain('Whoever bought it');
  });

  it('is not ordered from, though somebody holds seats of it', async () => {
    const hold = await aHold(customer, screening, 'B3 B4');
    await cancelScreening(shop, screening);
    const { body } = await customer.client
      .post('/orders')
      .send({ hold_ids: [hold.id] })
      .expect(409);

    expect(body.type).toBe('/problems/nothing-to-buy');
    const again = await customer.client
      .post(`/screenings/${screening.id}/holds`)
      .send({ best_available: 1 })
      .expect(409);
    expect(again.body).toMatchObject({ type: '/problems/seats-not-on-sale', reason: 'canceled' });
  });
});
