import { RECEPTIONS } from '../../../src/modules/booking/tickets/transfer/transfer-limits.js';
import { RateLimits } from '../../../src/platform/rate-limits/index.js';
import { aPaidSeatOrder, cancelScreening, letBeginIn } from '../../support/booking.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { TEST_PASSWORD } from '../../support/test-accounts.js';
import { next } from '../../support/factories.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aScreening, type TestScreening } from '../../support/theatre.js';
import { aTicket, scan } from '../../support/tickets.js';

let mailbox: TestMailbox;
let shop: Shop;
let customer: Customer;
let friend: Customer;
let screening: TestScreening;
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await openShop({ environment: { SMTP_URL: mailbox.smtpUrl } });
});
beforeEach(async () => {
  [customer, friend] = [await aCustomer(shop), await aCustomer(shop)];
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(async () => {
  await shop.close();
  await mailbox.stop();
});

const transfer = (from: Customer, code: string, email: string) =>
  from.client.post(`/tickets/${code}/transfer`).send({ email });
const ticketsOf = async ({ client }: Customer): Promise<{ code: string; qr: string }[]> =>
  (await client.get('/tickets').expect(200)).body.items;

describe('A ticket that is passed on', () => {
  it('is the new holder’s alone, under a new code, and the old one dies', async () => {
    const { code, qr, order_id } = await aTicket(customer, screening);

    const { body } = await transfer(customer, code, friend.email.toUpperCase()).expect(200);

    expect(body).toEqual({
      email: friend.email.toUpperCase(),
      transferred_at: expect.any(String),
      screening: expect.objectContaining({ id: screening.id }),
      seat: expect.objectContaining({ row: 'B', number: 3 }),
    });
    const [held, ...others] = await ticketsOf(friend);
    expect(others).toEqual([]);
    expect(held).toMatchObject({ status: 'valid', transferred_at: body.transferred_at });
    expect(held?.code).not.toBe(code);
    expect(await ticketsOf(customer)).toEqual([]);
    for (const file of ['', '/qr.png', '.pdf', '.ics']) {
      await customer.client.get(`/tickets/${code}${file}`).expect(404);
      await customer.client.get(`/tickets/${held?.code ?? ''}${file}`).expect(404);
      await friend.client.get(`/tickets/${held?.code ?? ''}${file}`).expect(200);
    }
    const order = await customer.client.get(`/orders/${order_id}`).expect(200);
    expect(order.text).not.toContain(held?.code);
    await letBeginIn(shop, screening, 20);
    const { status, body: refused } = await scan(shop, { qr });
    expect([status, refused.type, refused.transferred_at]).toEqual([
      409,
      '/problems/ticket-transferred',
      body.transferred_at,
    ]);
    await scan(shop, { code }).expect(409);
    await scan(shop, { qr: held?.qr }).expect(200);
  });

  it('is mailed to the new holder, and the former is told, without the new code', async () => {
    const { code } = await aTicket(customer, screening);
    await transfer(customer, code, friend.email).expect(200);
    const [held] = await ticketsOf(friend);

    const received = await mailbox.waitFor(friend.email, { subject: 'A ticket for you' });
    expect(received.links).toEqual([`${shop.url}/app/tickets/${held?.code ?? ''}`]);
    const detail = await (await fetch(`${mailbox.url}/api/v1/message/${received.id}`)).text();
    expect(detail).toContain('.pdf');
    const told = await mailbox.waitFor(customer.email, { subject: 'You passed a ticket on' });
    expect(told.text).toContain(friend.email);
    expect(told.text.replaceAll('-', '')).not.toContain(held?.code);
  });

  it('waits for whoever has the address, until they sign up', async () => {
    const { code } = await aTicket(customer, screening);
    const email = `newcomer-${next()}@mail.example`;
    await transfer(customer, code, email).expect(200);
    await shop.app
      .as()
      .post('/accounts/register')
      .send({ email: email.toUpperCase(), password: TEST_PASSWORD });
    const mail = await mailbox.waitFor(email.toUpperCase(), { subject: 'Activate' });
    const link = new URL(mail.links[0] ?? '');
    const token = link.searchParams.get('token');
    await shop.app.as().post('/accounts/activate').send({ email, token }).expect(200);
    const { body } = await shop.app.as().post('/accounts/login').send({ email, password: TEST_PASSWORD });

    const client = shop.app
      .as()
      .set('authorization', `Bearer ${(body as { access_token: string }).access_token}`);
    const { body: list } = await client.get('/tickets').expect(200);
    expect(list.items).toHaveLength(1);
    await client.get(`/tickets/${list.items[0].code as string}.pdf`).expect(200);
    await client
      .post(`/tickets/${list.items[0].code as string}/transfer`)
      .send({ email: friend.email })
      .expect(200);
    expect((await client.get('/tickets').expect(200)).body.items).toEqual([]);
    expect(await ticketsOf(friend)).toHaveLength(1);
  });

  it('is still given back by whoever bought it, and by nobody else', async () => {
    const order = await aPaidSeatOrder(customer, screening, 'B3');
    await transfer(customer, order.lines[0]?.ticket_code ?? '', friend.email).expect(200);
    const [held] = await ticketsOf(friend);

    await friend.client.post(`/orders/${order.id}/refund`).expect(404);
    await customer.client.post(`/orders/${order.id}/refund`).expect(200);
    const { body } = await friend.client.get(`/tickets/${held?.code ?? ''}`).expect(200);
    expect(body).toMatchObject({ status: 'refunded', qr: null });
  });

  it('goes to one of those whom it is passed on to at once', async () => {
    const { code } = await aTicket(customer, screening);
    const friends: Customer[] = [];
    for (let count = 0; count < 4; count += 1) friends.push(await aCustomer(shop));

    const answers = await Promise.all(friends.map(({ email }) => transfer(customer, code, email)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const held = await Promise.all(friends.map(ticketsOf));
    expect(held.flat()).toHaveLength(1);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(held[winner]).toHaveLength(1);
  });

  it('is either passed on or scanned, whoever is faster', async () => {
    const { code } = await aTicket(customer, screening);
    await letBeginIn(shop, screening, 20);

    const [passed, scanned] = await Promise.all([
      transfer(customer, code, friend.email),
      scan(shop, { code }),
    ]);

    expect([passed.status, scanned.status].toSorted()).toEqual([200, 409]);
  });

  it('is one’s own, not used, not given back, and of a screening that is to come', async () => {
    const used = await aTicket(customer, screening, 'B3');
    const over = await aTicket(customer, screening, 'C3');
    const others = await aTicket(friend, await aScreening(shop.app));
    const refunded = await aPaidSeatOrder(customer, screening, 'D3');
    await customer.client.post(`/orders/${refunded.id}/refund`).expect(200);
    await letBeginIn(shop, screening, 20);
    await scan(shop, { code: used.code }).expect(200);
    const canceled = await aScreening(shop.app);
    const gone = await aTicket(customer, canceled);
    const problem = async (code: string): Promise<unknown[]> => {
      const { status, body } = await transfer(customer, code, 'bo@mail.example');
      return [status, body.type];
    };

    expect(await problem(used.code)).toEqual([409, '/problems/ticket-not-transferable']);
    expect(await problem(refunded.lines[0]?.ticket_code ?? '')).toEqual([409, '/problems/ticket-refunded']);
    expect(await problem(others.code)).toEqual([404, '/problems/not-found']);
    expect(await problem('ABCDEFGHJKLMNPQR')).toEqual([404, '/problems/not-found']);
    await letBeginIn(shop, screening, -1);
    expect(await problem(over.code)).toEqual([409, '/problems/ticket-not-transferable']);
    await cancelScreening(shop, canceled, 'The projector is broken');
    expect((await problem(gone.code))[0]).toBe(409);
    await shop.app
      .as('cashier')
      .post(`/tickets/${over.code}/transfer`)
      .send({ email: 'bo@mail.example' })
      .expect(404);
  });

  it.each([
    undefined,
    '',
    'bo',
    'bo@',
    7,
    null,
    ['bo@mail.example'],
    'bo@mail.example\r\nBcc: eve@evil.example',
  ])('does not go to %j', async (email) => {
    const { code } = await aTicket(customer, screening);
    const { status, body } = await customer.client.post(`/tickets/${code}/transfer`).send({ email });
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'email']);
  });

  it('does not go to its own holder', async () => {
    const { code } = await aTicket(customer, screening);
    const { status, body } = await transfer(customer, code, customer.email.toUpperCase());

    expect([status, body.errors?.[0]?.field]).toEqual([422, 'email']);
    await customer.client.get(`/tickets/${code}`).expect(200);
  });

  it('fills no mailbox: one address is sent so many a day, and what comes to nothing does not count', async () => {
    const [one, two] = [await aTicket(customer, screening, 'B3'), await aTicket(customer, screening, 'C3')];
    const email = `crowded-${next()}@mail.example`;
    for (let time = 0; time < RECEPTIONS.times; time += 1)
      await transfer(friend, one.code, email).expect(404);
    await transfer(customer, one.code, email).expect(200);
    const limits = shop.app.get(RateLimits);
    for (let time = 1; time < RECEPTIONS.times; time += 1) await limits.count(RECEPTIONS, email);

    const { status, headers } = await transfer(customer, two.code, email.toUpperCase());
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    await customer.client.get(`/tickets/${two.code}`).expect(200);
  });
});
