import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { aCashier, aSale, aSaleBody } from '../../support/box-office.js';
import { eventually } from '../../support/eventually.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { aCustomer, type Customer, expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening } from '../../support/theatre.js';

const MINUTE = 60_000;

describe('the box office', () => {
  let mailbox: TestMailbox;
  let app: TestApp;
  let cashier: Customer;
  beforeAll(async () => {
    mailbox = await startMailbox();
    app = await createTestApp({ environment: { SMTP_URL: mailbox.smtpUrl, RATE_LIMIT_SCALE: '1000' } });
  });
  beforeEach(async () => {
    cashier = await aCashier(app);
  });
  afterEach(() => expectInvariants({ app }));
  afterAll(async () => {
    await app.close();
    await mailbox.stop();
  });

  const soldSeats = (screeningId: number): Promise<{ seat_id: number }[]> =>
    app.database.query(
      `SELECT seat_id FROM seat_allocations WHERE screening_id = $1 AND status = 'sold' ORDER BY seat_id`,
      [screeningId],
    );

  describe('sells seats', () => {
    it('for cash, and hands over the tickets', async () => {
      const screening = await aScreening(app, { basePrice: '12.00' });

      const sale = await aSale(cashier, screening, ['B3', 'B4']);

      expect(sale.order).toMatchObject({ status: 'paid', total_amount: '24.00', amount_due: '24.00' });
      expect(sale.order.lines).toMatchObject([
        { kind: 'seat', seat: { row: 'B', number: 3 }, ticket_code: sale.tickets[0]?.code },
        { kind: 'seat', seat: { row: 'B', number: 4 }, ticket_code: sale.tickets[1]?.code },
      ]);
      expect(sale.payment).toMatchObject({
        order_id: sale.order.id,
        amount: '24.00',
        refunded_amount: '0.00',
        waiting_amount: '0.00',
        method: 'cash',
        status: 'successful',
        external_payment_id: null,
        items: sale.order.lines.map(({ id }) => ({ order_item_id: id, price_at_payment: '12.00' })),
      });
      expect(sale.tickets).toHaveLength(2);
      for (const ticket of sale.tickets) {
        expect(ticket).toMatchObject({
          status: 'valid',
          seller_id: cashier.id,
          qr: expect.any(String),
          pdf: `/tickets/${ticket.code}.pdf`,
        });
      }
      expect((await soldSeats(screening.id)).map(({ seat_id }) => seat_id)).toEqual(
        [screening.hall.seat('B3'), screening.hall.seat('B4')].sort((one, other) => one - other),
      );
      const again = await cashier.client.get(`/box-office/sales/${sale.order.id}`).expect(200);
      expect(again.body).toEqual(sale);
      await cashier.client.get(`${sale.tickets[0]?.pdf}`).expect(200).expect('content-type', /pdf/);
    });

    it('by card, which shows in the books with who sold it', async () => {
      const { order } = await aSale(cashier, await aScreening(app), ['A1'], {
        method: 'card',
        customer_email: 'Grete.Walk@test.example',
      });

      const books = await app
        .as('moderator')
        .get('/admin/payments?email=grete.WALK&method=terminal')
        .expect(200);
      expect(books.body).toMatchObject({
        total_items: 1,
        items: [{ order_id: order.id, method: 'terminal', user_id: null, email: 'Grete.Walk@test.example' }],
      });
      const seen = await app.as('moderator').get('/admin/orders?email=grete.walk').expect(200);
      expect(seen.body).toMatchObject({ total_items: 1, items: [{ id: order.id, seller_id: cashier.id }] });
      const { body } = await app.as('moderator').get(`/admin/orders/${order.id}`).expect(200);
      expect((body as { events: { reason: string; actor_id: number }[] }).events).toMatchObject([
        { reason: 'ordered', actor_id: cashier.id },
        { reason: 'sold-at-counter', actor_id: cashier.id },
      ]);
    });

    it('to adults, where the audience is null', async () => {
      const { order } = await aSale(cashier, await aScreening(app), ['A1'], { audience: null });
      const { body } = await cashier.client
        .post(`/box-office/sales/${order.id}/refund`)
        .send({ reason: 'A mistake.', method: null })
        .expect(200);

      expect(body).toMatchObject({ handed_out: { method: 'cash' }, tickets: [{ audience: 'adult' }] });
    });

    it('to somebody who leaves an e-mail, and mails the tickets there', async () => {
      const sale = await aSale(cashier, await aScreening(app), ['A1'], {
        customer_email: 'paul@walk.example',
      });

      await mailbox.waitFor('paul@walk.example', { subject: `Your order ${sale.order.id} is paid` });
      const code = sale.tickets[0]?.code ?? 'no ticket';
      const words = await eventually(async () => {
        const mails = await mailbox.all('paul@walk.example');
        expect(mails).toHaveLength(2);
        return mails.map(({ text }) => text.replaceAll(/[-\s]/g, '')).join();
      });
      expect(words).toContain(code);
    });

    it('to the e-mail of an account, whose order it is', async () => {
      const customer = await aCustomer({ app });
      const sale = await aSale(cashier, await aScreening(app), ['A1'], {
        customer_email: customer.email.toUpperCase(),
      });

      const { body } = await customer.client.get(`/orders/${sale.order.id}`).expect(200);
      expect(body).toMatchObject({ status: 'paid' });
      const code = sale.tickets[0]?.code ?? '';
      expect((await customer.client.get(`/tickets/${code}`).expect(200)).body).toMatchObject({ code });
      const payments = await customer.client.get('/payments').expect(200);
      expect(payments.body).toMatchObject({ items: [{ order_id: sale.order.id, method: 'cash' }] });
    });

    it('with no regard to limits, single seats, the sales window and ages', async () => {
      const hall = await aHall(app, { rows: 2, perRow: 14 });
      const screening = await aScreening(app, {
        hall,
        startsAt: new Date(Date.now() - 10 * MINUTE),
        salesEnd: new Date(Date.now() - 30 * MINUTE),
      });
      await app.database.query('UPDATE movies SET min_age = 18 WHERE id = $1', [screening.movie.id]);
      const row = Array.from({ length: 13 }, (_, index) => `A${index + 1}`);

      const { tickets } = await aSale(cashier, screening, row);

      expect(tickets).toHaveLength(13);
    });

    it('or none of them, where one is gone, and puts nothing into the till', async () => {
      const screening = await aScreening(app);
      await aSale(cashier, screening, ['C1']);
      const other = await aCashier(app);

      const { body } = await other.client
        .post('/box-office/sales')
        .send(aSaleBody(screening, ['C2', 'C1', 'C3']))
        .expect(409);

      expect(body).toMatchObject({ type: '/problems/seat-taken', seats: [{ row: 'C', number: 1 }] });
      expect(await soldSeats(screening.id)).toHaveLength(1);
      await other.client.get('/box-office/shift').expect(404);
    });

    it('once, however often the same request is sent', async () => {
      const screening = await aScreening(app);
      const body = aSaleBody(screening, ['D1', 'D2']);
      const send = (): Promise<{ status: number; body: unknown; headers: Record<string, string> }> =>
        cashier.client.post('/box-office/sales').set('idempotency-key', 'till-1-sale-77').send(body);

      const atOnce = await Promise.all([send(), send(), send()]);
      const later = await send();

      expect(later.status).toBe(201);
      expect(later.headers['idempotency-replayed']).toBe('true');
      for (const answer of atOnce) expect([201, 409]).toContain(answer.status);
      expect(await soldSeats(screening.id)).toHaveLength(2);
      const { body: shift } = await cashier.client.get('/box-office/shift').expect(200);
      expect(shift).toMatchObject({ sale_count: 1, sales: { cash: '24.00' } });
    });

    it('once, though the process died before it answered', async () => {
      const screening = await aScreening(app);
      const body = aSaleBody(screening, ['D1', 'D2']);
      const send = (): Promise<{ body: unknown }> =>
        cashier.client
          .post('/box-office/sales')
          .set('idempotency-key', 'till-1-sale-78')
          .send(body)
          .expect(201);
      const first = await send();
      await app.database.query(`DELETE FROM idempotency_keys WHERE key = 'till-1-sale-78'`);

      expect((await send()).body).toEqual(first.body);
    });

    it.each([
      ['no screening', { screening_id: undefined }, 'screening_id'],
      ['no seats', { seat_ids: [] }, 'seat_ids'],
      ['seats of another hall', { seat_ids: [2_147_483_647] }, 'seat_ids[0]'],
      ['a seat twice', { seat_ids: [1, 1] }, 'seat_ids'],
      ['a cheque', { method: 'cheque' }, 'method'],
      ['babies', { audience: 'baby' }, 'audience'],
      ['something like an e-mail', { customer_email: '"a<b>"@mail.example' }, 'customer_email'],
      ['half a character in an e-mail', { customer_email: 'a\ud800@mail.example' }, 'customer_email'],
      ['snacks of any cinema', { concessions: [{ item_id: 1, quantity: 1 }] }, 'concessions[0].cinema_id'],
      ['promo codes that are too long to be one', { promo_code: 'A'.repeat(41) }, 'promo_code'],
      ['something unknown', { discount: '1.00' }, 'discount'],
    ])('and refuses %s', async (_what, overrides, field) => {
      const body = aSaleBody(await aScreening(app), ['A1'], overrides);

      const answer = await cashier.client.post('/box-office/sales').send(body).expect(422);

      expect((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(
        field,
      );
    });

    it('and knows nothing of screenings that there are not', async () => {
      const body = { ...aSaleBody(await aScreening(app), ['A1']), screening_id: 987_654 };
      await cashier.client.post('/box-office/sales').send(body).expect(404);
      await cashier.client.get('/box-office/sales/987654').expect(404);
    });
  });

  describe('takes seats back', () => {
    const refund = (
      who: Customer,
      orderId: number,
      body: Record<string, unknown> = {},
    ): ReturnType<Customer['client']['post']> =>
      who.client.post(`/box-office/sales/${orderId}/refund`).send({ reason: 'Cannot come', ...body });

    it('one by one or all of them, and hands the money out the way it came', async () => {
      const screening = await aScreening(app);
      const { order } = await aSale(cashier, screening, ['B1', 'B2'], { method: 'card' });

      const first = await refund(cashier, order.id, { lines: [order.lines[0]?.id] }).expect(200);

      expect(first.body).toMatchObject({
        handed_out: { amount: '12.00', method: 'card', currency: 'usd' },
        order: { status: 'paid', refund_state: 'partial' },
        payment: { refunded_amount: '12.00', waiting_amount: '0.00', status: 'successful' },
        tickets: [{ status: 'refunded', qr: null, pdf: null }, { status: 'valid' }],
      });
      const again = await aSale(cashier, screening, ['B1']);
      expect(again.order.status).toBe('paid');
      const rest = await refund(cashier, order.id).expect(200);
      expect(rest.body).toMatchObject({
        handed_out: { amount: '12.00' },
        order: { status: 'canceled', refund_state: 'full' },
        payment: { status: 'refunded' },
      });
      const twice = await refund(cashier, order.id).expect(409);
      expect(twice.body).toMatchObject({ type: '/problems/already-refunded' });
    });

    it('once, however many cashiers and their owner ask at the same time', async () => {
      const customer = await aCustomer({ app });
      const { order } = await aSale(cashier, await aScreening(app), ['B1', 'B2'], {
        customer_email: customer.email,
      });
      const other = await aCashier(app);

      const answers = await Promise.all([
        refund(cashier, order.id),
        refund(other, order.id),
        customer.client.post(`/orders/${order.id}/refund`),
      ]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const { body } = await cashier.client.get(`/box-office/sales/${order.id}`).expect(200);
      expect(body).toMatchObject({ payment: { amount: '24.00', refunded_amount: '24.00' } });
    });

    it('but not out of the wrong till', async () => {
      const { order } = await aSale(cashier, await aScreening(app), ['B1']);
      const { body } = await refund(cashier, order.id, { method: 'card' }).expect(409);
      expect(body).toMatchObject({ type: '/problems/paid-otherwise', paid_by: 'cash' });
    });

    it('until the policy says no, which moderators need not mind', async () => {
      const screening = await aScreening(app, { startsAt: new Date(Date.now() + 30 * MINUTE) });
      const { order } = await aSale(cashier, screening, ['B1']);

      const { body } = await refund(cashier, order.id).expect(409);
      expect(body).toMatchObject({ type: '/problems/refund-refused' });
      const moderator = await aCashier(app, 'moderator');
      await refund(moderator, order.id, { reason: 'No sound' }).expect(200);

      const { body: theirs } = await moderator.client.get('/box-office/shift').expect(200);
      expect(theirs).toMatchObject({ expected: '-12.00', refunds: { cash: '12.00' } });
    });

    it('and needs a reason, and lines of this very order', async () => {
      const { order } = await aSale(cashier, await aScreening(app), ['B1']);
      await refund(cashier, order.id, { reason: undefined }).expect(422);
      const { body } = await refund(cashier, order.id, { lines: [2_147_483_647] }).expect(422);
      expect(body).toMatchObject({ errors: [{ field: 'lines[0]' }] });
      await refund(cashier, 987_654).expect(404);
    });

    it('only if they were sold at a counter', async () => {
      const customer = await aCustomer({ app });
      const screening = await aScreening(app, { basePrice: '0.00' });
      const held = await customer.client
        .post(`/screenings/${screening.id}/holds`)
        .send({ seat_ids: [screening.hall.seat('A1'), screening.hall.seat('A2')] })
        .expect(201);
      const hold = held.body as { id: number };
      const placed = await customer.client
        .post('/orders')
        .send({ hold_ids: [hold.id] })
        .expect(201);
      const { id } = placed.body as OrderResponse;
      await customer.client.post(`/orders/${id}/checkout`).expect(200);

      const { body } = await refund(cashier, id).expect(409);
      expect(body).toMatchObject({ type: '/problems/not-sold-at-counter' });
      await cashier.client.get(`/box-office/sales/${id}`).expect(404);
    });

    it('when their owner gives them back online, whose money then waits, and is handed out once', async () => {
      const customer = await aCustomer({ app });
      const { order } = await aSale(cashier, await aScreening(app), ['B1', 'B2'], {
        customer_email: customer.email,
      });
      await customer.client.post(`/orders/${order.id}/refund`).expect(200);
      const waiting = await cashier.client.get(`/box-office/sales/${order.id}`).expect(200);
      expect(waiting.body).toMatchObject({ payment: { refunded_amount: '24.00', waiting_amount: '24.00' } });

      const payOut = (): ReturnType<Customer['client']['post']> =>
        cashier.client.post(`/box-office/sales/${order.id}/payout`);
      const answers = await Promise.all([payOut(), payOut()]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const paid = answers.find(({ status }) => status === 200)?.body as unknown;
      expect(paid).toMatchObject({
        handed_out: { amount: '24.00', method: 'cash' },
        payment: { waiting_amount: '0.00' },
      });
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        type: '/problems/nothing-waits',
      });
      const { body: shift } = await cashier.client.get('/box-office/shift').expect(200);
      expect(shift).toMatchObject({ sales: { cash: '24.00' }, refunds: { cash: '24.00' }, expected: '0.00' });
    });

    it('when their screening is canceled, and hands the money out to whoever comes for it', async () => {
      const screening = await aScreening(app);
      const { order } = await aSale(cashier, screening, ['B1', 'B2'], {
        method: 'card',
        customer_email: 'canceled@walk.example',
      });
      await app
        .as('moderator')
        .post(`/screenings/${screening.id}/cancel`)
        .send({ reason: 'The projector is broken.' })
        .expect(200);

      await eventually(async () => {
        const { body } = await cashier.client.get(`/box-office/sales/${order.id}`).expect(200);
        expect(body).toMatchObject({ payment: { waiting_amount: '24.00' } });
      });
      const { text } = await mailbox.waitFor('canceled@walk.example', {
        subject: `A refund for your order ${order.id}`,
      });
      expect(text).toContain('It waits for you at the box office');
      const paid = await cashier.client.post(`/box-office/sales/${order.id}/payout`).expect(200);
      expect(paid.body).toMatchObject({ handed_out: { amount: '24.00', method: 'card' } });
    });

    it('that cost nothing, without money', async () => {
      const screening = await aScreening(app, { basePrice: '0.00' });
      const sale = await aSale(cashier, screening, ['B1']);
      expect(sale.payment).toBeNull();

      const { body } = await refund(cashier, sale.order.id).expect(200);

      expect(body).toMatchObject({
        handed_out: { amount: '0.00' },
        payment: null,
        order: { refund_state: 'full' },
      });
    });
  });

  it('forgets the e-mail of somebody who walked in once they delete the account that they made later', async () => {
    const { order } = await aSale(cashier, await aScreening(app), ['B1'], {
      customer_email: 'later@walk.example',
    });
    const customer = await aCustomer({ app });
    await app.database.query(`UPDATE users SET email = 'Later@walk.example' WHERE id = $1`, [customer.id]);

    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);

    const rows = await app.database.query('SELECT customer_email FROM orders WHERE id = $1', [order.id]);
    expect(rows).toEqual([{ customer_email: null }]);
  });
});
