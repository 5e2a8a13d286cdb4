import type { ShiftResponse } from '../../../src/modules/booking/box-office/shifts/shift.dto.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { aCashier, aSale } from '../../support/box-office.js';
import { type Customer, expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening, type TestScreening } from '../../support/theatre.js';

describe('a shift at the box office', () => {
  let app: TestApp;
  let cashier: Customer;
  let screening: TestScreening;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
  });
  beforeEach(async () => {
    cashier = await aCashier(app);
    screening = await aScreening(app, { basePrice: '12.50' });
  });
  afterEach(() => expectInvariants({ app }));
  afterAll(() => app.close());

  const open = async (opening_float = '100.00'): Promise<ShiftResponse> =>
    (await cashier.client.post('/box-office/shift').send({ opening_float }).expect(201))
      .body as ShiftResponse;
  const close = async (counted = '0.00'): Promise<ShiftResponse> =>
    (await cashier.client.post('/box-office/shift/close').send({ counted }).expect(200))
      .body as ShiftResponse;
  const refund = (orderId: number): ReturnType<Customer['client']['post']> =>
    cashier.client.post(`/box-office/sales/${orderId}/refund`).send({ reason: 'Cannot come' });

  it('takes what is sold, gives what is refunded, and is compared with what is counted', async () => {
    const { id } = await open('100.00');
    const sale = await aSale(cashier, screening, ['A1', 'A2']);
    await aSale(cashier, screening, ['A3'], { method: 'card' });
    await refund(sale.order.id).expect(200);
    await aSale(cashier, screening, ['A1']);

    const seen = await cashier.client.get('/box-office/shift').expect(200);
    const facts = {
      id,
      cashier_id: cashier.id,
      opening_float: '100.00',
      sale_count: 3,
      sales: { cash: '37.50', card: '12.50' },
      refund_count: 1,
      refunds: { cash: '25.00', card: '0.00' },
      takings: { cash: '12.50', card: '12.50' },
      expected: '112.50',
      currency: 'usd',
    };
    expect(seen.body).toMatchObject({ ...facts, closed_at: null, counted: null, difference: null });

    expect(await close('110.00')).toMatchObject({
      ...facts,
      closed_at: expect.any(String),
      counted: '110.00',
      difference: '-2.50',
    });
    await cashier.client.get('/box-office/shift').expect(404);
  });

  it('may find more than it expects', async () => {
    await open('0.00');
    expect(await close('0.05')).toMatchObject({ expected: '0.00', difference: '0.05' });
  });

  it('is one at a time', async () => {
    const { id } = await open();
    const { body } = await cashier.client
      .post('/box-office/shift')
      .send({ opening_float: '1.00' })
      .expect(409);
    expect(body).toMatchObject({ type: '/problems/shift-open', shift_id: id });
  });

  it('is closed once', async () => {
    await open();
    const answers = await Promise.all(
      ['1.00', '2.00', '3.00'].map((counted) =>
        cashier.client.post('/box-office/shift/close').send({ counted }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ type: '/problems/no-shift' });
  });

  it('is opened by a sale or a refund without a float, by several at once only once', async () => {
    const sales = await Promise.all(
      ['B1', 'B2', 'B3', 'B4'].map((seat) => aSale(cashier, screening, [seat])),
    );
    const { body } = await cashier.client.get('/box-office/shift').expect(200);
    expect(body).toMatchObject({ opening_float: '0.00', sale_count: 4, expected: '50.00' });

    await close();
    await refund(sales[0]?.order.id ?? 0).expect(200);
    const { body: next } = await cashier.client.get('/box-office/shift').expect(200);
    expect(next).toMatchObject({ opening_float: '0.00', sale_count: 0, refund_count: 1, expected: '-12.50' });
  });

  it('is not opened by what fails', async () => {
    await refund(987_654).expect(404);
    await cashier.client.get('/box-office/shift').expect(404);
  });

  it.each([
    ['/box-office/shift', { opening_float: '-1.00' }, 'opening_float'],
    ['/box-office/shift', { opening_float: '1.005' }, 'opening_float'],
    ['/box-office/shift', { opening_float: '99999999.99' }, 'opening_float'],
    ['/box-office/shift', {}, 'opening_float'],
    ['/box-office/shift/close', { counted: 'much' }, 'counted'],
    ['/box-office/shift/close', { counted: 1, note: 'x' }, 'note'],
  ])('refuses at %s the amount %j', async (address, body, field) => {
    const answer = await cashier.client.post(address).send(body).expect(422);
    expect((answer.body as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
  });

  it('misses no sale that is made while it is closed, and takes none afterwards', async () => {
    const hall = await aHall(app, { rows: 6, perRow: 10 });
    const crowded = await aScreening(app, { hall, basePrice: '10.00' });
    const names = hall.seats.map(({ row, number }) => `${row}${number}`);
    await open('0.00');
    for (let round = 0; round < 6; round += 1) {
      const seats = names.splice(0, 8);
      const selling = seats.map((seat) => aSale(cashier, crowded, [seat]));
      const closing = cashier.client.post('/box-office/shift/close').send({ counted: '0.00' });
      const [{ status }] = await Promise.all([closing, ...selling]);
      expect([200, 409]).toContain(status);
      await expectInvariants({ app });
    }

    await cashier.client.post('/box-office/shift/close').send({ counted: '0.00' });
    const [sums] = await app.database.query<{ expected: string; shifts: number }>(
      'SELECT sum(expected) AS expected, count(*)::int AS shifts FROM box_office_shifts WHERE cashier_id = $1',
      [cashier.id],
    );
    expect(sums).toMatchObject({ expected: '480.00' });
    expect(sums?.shifts).toBeGreaterThan(1);
  });

  describe('shows what was sold in it', () => {
    it('page by page, the latest first', async () => {
      const { id } = await open();
      const first = await aSale(cashier, screening, ['C1', 'C2']);
      await aSale(cashier, screening, ['C3'], { method: 'card' });
      await refund(first.order.id).expect(200);

      const { body } = await cashier.client.get('/box-office/sales?per_page=2').expect(200);

      expect(body).toMatchObject({
        total_items: 3,
        total_pages: 2,
        items: [
          { kind: 'refund', method: 'cash', amount: '25.00', order_id: first.order.id, shift_id: id },
          { kind: 'sale', method: 'card', amount: '12.50' },
        ],
      });
      const { next_page } = body as { next_page: string };
      const rest = await cashier.client.get(next_page).expect(200);
      expect(rest.body).toMatchObject({
        items: [{ kind: 'sale', amount: '25.00', titles: first.order.lines.map(({ title }) => title) }],
      });
      const cards = await cashier.client
        .get('/box-office/sales?method=card&kind=sale&sort=-amount')
        .expect(200);
      expect(cards.body).toMatchObject({ total_items: 1 });
    });

    it('to its cashier, also later, and to moderators', async () => {
      await aSale(cashier, screening, ['D1']);
      const { id } = await close('12.50');
      await cashier.client.get('/box-office/sales').expect(404);

      const { body } = await cashier.client.get(`/box-office/sales?shift_id=${id}`).expect(200);
      expect(body).toMatchObject({ total_items: 1 });
      expect((await app.as('moderator').get(`/box-office/sales?shift_id=${id}`).expect(200)).body).toEqual(
        body,
      );
      await (await aCashier(app)).client.get(`/box-office/sales?shift_id=${id}`).expect(404);
      await app.as('moderator').get('/box-office/sales?shift_id=987654').expect(404);
    });
  });

  it('does not add up where somebody changes the books by hand, which the invariants tell', async () => {
    const { order } = await aSale(cashier, screening, ['C4', 'C5']);
    await refund(order.id).expect(200);
    const { id } = await close();
    const brokenAfter = async (amount: string, kind: string): Promise<string[]> => {
      await app.database.query(
        'UPDATE box_office_entries SET amount = $1 WHERE shift_id = $2 AND kind = $3',
        [amount, id, kind],
      );
      const checked = await app.get(Invariants).check();
      return checked
        .filter(({ broken }) => broken.length > 0)
        .map(({ name }) => name)
        .sort();
    };

    expect(await brokenAfter('24.99', 'sale')).toEqual([
      'the cash that a closed shift expects is its float and its takings',
      'what a cashier sold is in one shift of theirs, at what was paid for it',
    ]);
    expect(await brokenAfter('25.00', 'sale')).toEqual([]);
    expect(await brokenAfter('24.99', 'refund')).toEqual([
      'the cash that a closed shift expects is its float and its takings',
      'what went back at the counter is what tills handed out',
    ]);
    expect(await brokenAfter('25.00', 'refund')).toEqual([]);
  });

  it('is closed by a moderator where its cashier cannot do it, which is recorded', async () => {
    const { id } = await open('20.00');
    const moderator = await aCashier(app, 'moderator');
    const closeIt = (shift: number): ReturnType<Customer['client']['post']> =>
      moderator.client.post(`/box-office/shifts/${shift}/close`).send({ counted: '20.00' });

    const { body } = await closeIt(id).expect(200);

    expect(body).toMatchObject({ id, cashier_id: cashier.id, difference: '0.00' });
    expect((await closeIt(id).expect(409)).body).toMatchObject({ type: '/problems/no-shift' });
    await closeIt(987_654).expect(404);
    const log = await app
      .as('admin')
      .get(`/admin/audit-log?action=shift.close&target=shift:${id}`)
      .expect(200);
    expect(log.body).toMatchObject({ items: [{ actor: { id: moderator.id }, after: { counted: '20.00' } }] });
  });

  it('is listed for moderators, with what differs', async () => {
    await open('50.00');
    await aSale(cashier, screening, ['A5']);
    const closed = await close('60.00');
    const current = await open('0.00');
    const list = async (query: string): Promise<unknown> =>
      (await app.as('moderator').get(`/box-office/shifts?cashier_id=${cashier.id}${query}`).expect(200)).body;

    expect(await list('')).toMatchObject({
      total_items: 2,
      items: [
        { id: current.id, closed_at: null, cashier_email: cashier.email },
        { id: closed.id, expected: '62.50', counted: '60.00', difference: '-2.50' },
      ],
    });
    expect(await list('&open=true')).toMatchObject({ total_items: 1, items: [{ id: current.id }] });
    expect(await list('&open=false&sort=opened_at')).toMatchObject({ items: [{ id: closed.id }] });
    expect(await list('&to=2020-01-01')).toMatchObject({ total_items: 0 });
    const walked = (await list('&per_page=1')) as { next_page: string };
    const next = await app.as('moderator').get(walked.next_page).expect(200);
    expect(next.body).toMatchObject({ items: [{ id: closed.id }], next_page: null });
    await app.as('moderator').get('/box-office/shifts?from=2026-01-02&to=2026-01-01').expect(422);
    await app.as('moderator').get('/box-office/shifts?sort=difference').expect(422);
  });
});
