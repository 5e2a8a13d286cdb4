import type { HoldResponse } from '../../../src/modules/booking/holds/hold.dto.js';
import { HoldSweepTask } from '../../../src/modules/booking/holds/hold-sweep.task.js';
import { aHold, letHoldsExpire, orderHolds, seatIds, takenSeats } from '../../support/booking.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aHall, aScreening, type TestScreening } from '../../support/theatre.js';

let shop: Shop;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const ask = (who: Customer, body: object) => who.client.post(`/screenings/${screening.id}/holds`).send(body);
const askFor = (who: Customer, names: string, more: object = {}) =>
  ask(who, { seat_ids: seatIds(screening, names), ...more });

describe('Holding seats', () => {
  it('keeps them for five minutes, at their price', async () => {
    const { body, headers } = await askFor(customer, 'B3 B4').expect(201);
    const hold = body as HoldResponse;

    expect(hold).toEqual({
      id: expect.any(Number),
      screening_id: screening.id,
      seats: [
        { id: screening.hall.seat('B3'), row: 'B', number: 3, category: 'standard', price: '12.00' },
        { id: screening.hall.seat('B4'), row: 'B', number: 4, category: 'standard', price: '12.00' },
      ],
      audience: 'adult',
      total_amount: '24.00',
      currency: 'usd',
      expires_at: expect.any(String),
      extended: false,
    });
    const lasts = new Date(hold.expires_at).getTime() - Date.now();
    expect(lasts).toBeGreaterThan(290_000);
    expect(lasts).toBeLessThanOrEqual(300_000);
    expect(headers['location']).toBe(`/holds/${hold.id}`);
    expect((await customer.client.get(`/holds/${hold.id}`).expect(200)).body).toEqual(hold);
  });

  it('gives all the seats or none, and names those that are gone', async () => {
    await aHold(await aCustomer(shop), screening, 'B3 B4');
    const { body } = await askFor(customer, 'B4 B5 B6').expect(409);

    expect(body).toMatchObject({
      type: '/problems/seat-taken',
      seats: [{ id: screening.hall.seat('B4'), row: 'B', number: 4 }],
    });
    expect(await takenSeats(shop, screening)).toEqual({ B3: 'held', B4: 'held' });
  });

  it('takes seats whose hold has run out, though nobody has swept', async () => {
    const former = await aCustomer(shop);
    const hold = await aHold(former, screening, 'B3 B4');
    await letHoldsExpire(shop, hold);

    await askFor(customer, 'B3 B4').expect(201);
    await former.client.get(`/holds/${hold.id}`).expect(404);
    await former.client.post(`/holds/${hold.id}/extend`).expect(409);
  });

  it.each([
    ['no seats at all', {}, 'seat_ids'],
    ['seats and a number of best ones', { seat_ids: [1], best_available: 2 }, 'best_available'],
    ['a category for named seats', { seat_ids: [1], category: 'standard' }, 'category'],
    ['a category that there is not', { best_available: 1, category: 'royal' }, 'category'],
    ['an audience that there is not', { best_available: 1, audience: 'dog' }, 'audience'],
    ['a seat twice', { seat_ids: [1, 1] }, 'seat_ids'],
    ['no number', { best_available: 'two' }, 'best_available'],
    ['nobody', { best_available: 0 }, 'best_available'],
    ['an unknown member', { best_available: 1, row: 'A' }, 'row'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await ask(customer, body).expect(422);

    expect(answer.body.errors).toEqual([expect.objectContaining({ field })]);
  });

  it('refuses seats of another hall, by their place in the list', async () => {
    const other = await aHall(shop.app);
    const { body } = await ask(customer, { seat_ids: [screening.hall.seat('A1'), other.seat('A1')] }).expect(
      422,
    );

    expect(body.errors).toEqual([{ field: 'seat_ids[1]', message: 'is no seat of this hall' }]);
  });

  it('knows no screening that there is not', async () => {
    await customer.client.post('/screenings/999999/holds').send({ best_available: 1 }).expect(404);
  });

  it('sends who has no account to sign up', async () => {
    const { body } = await shop.app
      .as()
      .post(`/screenings/${screening.id}/holds`)
      .send({ best_available: 1 })
      .expect(401);

    expect(body.type).toBe('/problems/sign-up-required');
  });
});

describe('The limits', () => {
  beforeEach(async () => {
    screening = await aScreening(shop.app, { hall: await aHall(shop.app, { rows: 4, perRow: 12 }) });
  });
  const row = (name: string, count: number): string =>
    Array.from({ length: count }, (_, index) => `${name}${index + 1}`).join(' ');

  it('allow ten seats in a hold', async () => {
    await askFor(customer, row('A', 10)).expect(201);
    const { body } = await askFor(customer, row('B', 11)).expect(409);

    expect(body).toMatchObject({ type: '/problems/hold-limit', limit: 10 });
  });

  it('allow twenty seats of a screening, held and ordered together', async () => {
    await orderHolds(customer, await aHold(customer, screening, row('A', 10)));
    await aHold(customer, screening, row('B', 9));
    const { body } = await askFor(customer, 'C1 C2').expect(409);

    expect(body).toMatchObject({ type: '/problems/hold-limit', limit: 20, owned: 19 });
    await askFor(customer, 'C1').expect(201);
  });

  it('count what was given up, or has run out, no more', async () => {
    const [given, expired] = [
      await aHold(customer, screening, row('A', 10)),
      await aHold(customer, screening, row('B', 10)),
    ];
    await customer.client.delete(`/holds/${given.id}`).expect(204);
    await letHoldsExpire(shop, expired);

    await askFor(customer, row('C', 10)).expect(201);
    await askFor(customer, row('D', 10)).expect(201);
  });

  it('hold when somebody asks for all at once', async () => {
    const asked = ['A', 'B', 'C', 'D'].flatMap((name) => [
      row(name, 6),
      row(name, 12).slice(row(name, 6).length + 1),
    ]);
    for (let round = 0; round < 3; round += 1) {
      screening = await aScreening(shop.app, { hall: screening.hall });
      const answers = await Promise.all(asked.map((names) => askFor(customer, names)));

      expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(3);
      expect(Object.keys(await takenSeats(shop, screening))).toHaveLength(18);
    }
  });

  it('are of each screening', async () => {
    await aHold(customer, screening, row('A', 10));
    await aHold(customer, screening, row('B', 10));
    screening = await aScreening(shop.app, { hall: screening.hall });

    await askFor(customer, row('A', 10)).expect(201);
  });
});

describe('The single-seat rule', () => {
  it('names the seat that would be left alone, and what to take instead', async () => {
    const { body } = await askFor(customer, 'B4 B5').expect(409);

    expect(body).toMatchObject({
      type: '/problems/single-seat-left',
      stranded: [{ row: 'B', number: 6 }],
      instead: [
        { row: 'B', number: 3 },
        { row: 'B', number: 4 },
      ],
    });
    expect(await takenSeats(shop, screening)).toEqual({});
    await askFor(customer, 'B3 B4').expect(201);
  });

  it('sees what others have taken in the meantime', async () => {
    await aHold(await aCustomer(shop), screening, 'B1 B2');
    const { body } = await askFor(customer, 'B4 B5').expect(409);

    expect(body.stranded).toEqual([
      expect.objectContaining({ row: 'B', number: 3 }),
      expect.objectContaining({ row: 'B', number: 6 }),
    ]);
  });

  it('does not count a hold that has run out', async () => {
    const former = await aHold(await aCustomer(shop), screening, 'B1 B2');
    await letHoldsExpire(shop, former);

    await askFor(customer, 'B3 B4').expect(201);
  });
});

describe('The best available seats', () => {
  it('are side by side in the middle', async () => {
    const { body } = await ask(customer, { best_available: 2 }).expect(201);

    expect((body as HoldResponse).seats.map(({ row, number }) => `${row}${number}`)).toEqual(['C3', 'C4']);
  });

  it('are of the category that was asked for', async () => {
    const hall = await aHall(shop.app, { seatFacts: (row) => (row === 'A' ? { category: 'comfort' } : {}) });
    screening = await aScreening(shop.app, { hall });
    const { body } = await ask(customer, { best_available: 2, category: 'comfort' }).expect(201);

    expect((body as HoldResponse).seats.map(({ row }) => row)).toEqual(['A', 'A']);
  });

  it('are of any category where that is null', async () => {
    await ask(customer, { best_available: 2, category: null }).expect(201);
  });

  it('come with the most that can be had where there are not so many', async () => {
    const { body } = await ask(customer, { best_available: 7 }).expect(409);

    expect(body).toMatchObject({ type: '/problems/sold-out', most: 6 });
  });

  it('are found for everybody who asks at once, as long as there are any', async () => {
    const customers: Customer[] = [];
    while (customers.length < 12) customers.push(await aCustomer(shop));
    const answers = await Promise.all(customers.map((who) => ask(who, { best_available: 2 })));

    expect(answers.map(({ status }) => status)).toEqual(customers.map(() => 201));
    expect(Object.keys(await takenSeats(shop, screening))).toHaveLength(24);
  });
});

describe('A sale', () => {
  const hour = 3_600_000;
  it.each([
    ['has not begun', { salesStart: new Date(Date.now() + hour) }, 'not-on-sale-yet'],
    ['is over', { salesEnd: new Date(Date.now() - hour) }, 'sale-ended'],
    ['ended when the film began', { startsAt: new Date(Date.now() - hour) }, 'sale-ended'],
  ])('that %s gives no seats', async (_, facts, reason) => {
    screening = await aScreening(shop.app, facts);
    const { body } = await askFor(customer, 'A1 A2').expect(409);

    expect(body).toMatchObject({ type: '/problems/seats-not-on-sale', reason });
  });

  it('of a film for older people asks for the age on the day', async () => {
    await shop.app.database.query('UPDATE movies SET min_age = 16 WHERE id = $1', [screening.movie.id]);
    const born = (years: number): string => `${new Date().getUTCFullYear() - years}-01-01`;
    await askFor(customer, 'A1 A2').expect(201);
    await customer.client
      .patch('/profiles/me')
      .send({ date_of_birth: born(12) })
      .expect(200);
    const { body } = await askFor(customer, 'B1 B2').expect(409);

    expect(body).toMatchObject({ type: '/problems/too-young-for-screening', min_age: 16 });
    await customer.client
      .patch('/profiles/me')
      .send({ date_of_birth: born(30) })
      .expect(200);
    await askFor(customer, 'B1 B2').expect(201);
  });
});

describe('A hold', () => {
  it('is extended once, by its whole time from now on', async () => {
    const hold = await aHold(customer, screening, 'A1 A2');
    await shop.app.database.query(
      `WITH h AS (UPDATE holds SET expires_at = now() + interval '1 minute' WHERE id = $1 RETURNING id, expires_at)
       UPDATE seat_allocations a SET expires_at = h.expires_at FROM h WHERE a.hold_id = h.id`,
      [hold.id],
    );
    const { body } = await customer.client.post(`/holds/${hold.id}/extend`).expect(200);

    expect(body).toMatchObject({ id: hold.id, seats: hold.seats, extended: true });
    expect(new Date((body as HoldResponse).expires_at).getTime()).toBeGreaterThan(Date.now() + 290_000);
    const again = await customer.client.post(`/holds/${hold.id}/extend`).expect(409);
    expect(again.body.type).toBe('/problems/hold-extended');
  });

  it('that has run out is not extended', async () => {
    const hold = await aHold(customer, screening, 'A1 A2');
    await letHoldsExpire(shop, hold);
    const { body } = await customer.client.post(`/holds/${hold.id}/extend`).expect(409);

    expect(body.type).toBe('/problems/hold-expired');
  });

  it('is given up, and its seats are free at once', async () => {
    const hold = await aHold(customer, screening, 'A1 A2');
    await customer.client.delete(`/holds/${hold.id}`).expect(204);

    await customer.client.get(`/holds/${hold.id}`).expect(404);
    await aHold(await aCustomer(shop), screening, 'A1 A2');
  });

  it('is its own for each person: others do not find it', async () => {
    const { id } = await aHold(await aCustomer(shop), screening, 'A1 A2');

    await customer.client.get(`/holds/${id}`).expect(404);
    await customer.client.post(`/holds/${id}/extend`).expect(404);
    await customer.client.delete(`/holds/${id}`).expect(404);
    expect(await takenSeats(shop, screening)).toEqual({ A1: 'held', A2: 'held' });
  });

  it('that was ordered is over: the order has its seats', async () => {
    const hold = await aHold(customer, screening, 'A1 A2');
    await orderHolds(customer, hold);

    await customer.client.get(`/holds/${hold.id}`).expect(404);
    await customer.client.post(`/holds/${hold.id}/extend`).expect(409);
    await customer.client.delete(`/holds/${hold.id}`).expect(409);
    expect(await takenSeats(shop, screening)).toEqual({ A1: 'reserved', A2: 'reserved' });
  });

  it('that has run out is swept, and after a day nothing is left of it', async () => {
    const expired = await aHold(customer, screening, 'A1 A2');
    await aHold(customer, screening, 'B1 B2');
    await letHoldsExpire(shop, expired);
    await shop.app.get(HoldSweepTask).run();
    expect(await takenSeats(shop, screening)).toEqual({ B1: 'held', B2: 'held' });
    expect(await shop.app.database.query('SELECT 1 FROM holds WHERE id = $1', [expired.id])).toHaveLength(1);

    await shop.app.database.query(`UPDATE holds SET expires_at = now() - interval '25 hours' WHERE id = $1`, [
      expired.id,
    ]);
    await shop.app.get(HoldSweepTask).run();
    expect(await shop.app.database.query('SELECT 1 FROM holds WHERE id = $1', [expired.id])).toHaveLength(0);
  });

  it('ends with the account', async () => {
    await aHold(customer, screening, 'A1 A2');
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);

    expect(await takenSeats(shop, screening)).toEqual({});
  });
});
