import { aCashier, aSale } from '../../support/box-office.js';
import { aContract } from '../../support/distribution.js';
import { aMovie } from '../../support/factories.js';
import { type Customer, expectInvariants } from '../../support/shop.js';
import { eventually } from '../../support/eventually.js';
import { testEmail } from '../../support/test-accounts.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, aHall, aScreening } from '../../support/theatre.js';
import {
  aShownScreening,
  closeWeek,
  dayFromToday,
  giveBack,
  letTakePlace,
  settlementOf,
  waiting,
  weekOf,
} from './film-weeks.js';

const START = dayFromToday(-30);
/** A day of the contract's term, from 0. */
const dayOfTerm = (day: number): string => dayFromToday(day - 30);

describe('settlements', () => {
  let app: TestApp;
  let cashier: Customer;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
    cashier = await aCashier(app);
  });
  afterEach(() => expectInvariants({ app }));
  afterAll(() => app.close());

  const moderator = () => app.as('moderator');
  /** Three film weeks that are over: 60, 50, 50 percent. */
  const terms = { starts_on: START, ends_on: dayOfTerm(20), weekly_shares: '60,50' };

  it('share the box office of each film week, and the last share goes on', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, ...terms });
    const shown = await aShownScreening(app, cashier, { movie, on: START, seats: ['A1', 'A2', 'B4'] });
    await aShownScreening(app, cashier, { movie, on: dayOfTerm(7), seats: ['A1'] });
    await aShownScreening(app, cashier, { movie, on: dayOfTerm(20), seats: ['A1', 'A3'] });
    await aShownScreening(app, cashier, { movie, on: dayOfTerm(35), seats: ['A5'] });
    await giveBack(app, shown, 1);

    const settlement = await settlementOf(app, contract.id);

    expect(settlement.weeks).toMatchObject([
      {
        week: 1,
        from: START,
        to: dayOfTerm(6),
        status: 'draft',
        tickets: 2,
        gross: '30.00',
        refunds: '10.00',
      },
      { week: 2, from: dayOfTerm(7), share: '50.00', net: '10.00', due: '5.00', screenings: 1 },
      { week: 3, to: dayOfTerm(20), share: '50.00', net: '20.00', due: '10.00', top_up: '0.00' },
    ]);
    expect(settlement.weeks[0]).toMatchObject({ net: '20.00', base: '20.00', share: '60.00', due: '12.00' });
    expect(settlement).toMatchObject({ due_total: '27.00', paid_total: '0.00', balance: '27.00' });
    expect(await settlementOf(app, contract.id, `?from=${dayOfTerm(7)}&to=${dayOfTerm(13)}`)).toMatchObject({
      weeks: [{ week: 2 }],
      due_total: '5.00',
      balance: '27.00',
    });
  });

  it('tell running and coming weeks as they stand, the guarantee included', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, {
      movie,
      starts_on: dayFromToday(-1),
      ends_on: dayFromToday(12),
      weekly_shares: '50',
      minimum_guarantee: '8.00',
    });
    await aShownScreening(app, cashier, { movie, on: dayFromToday(1), seats: ['A1'] });

    const settlement = await settlementOf(app, contract.id);

    expect(settlement.weeks).toMatchObject([
      { status: 'running', due: '5.00' },
      { status: 'upcoming', film_hire: '0.00', top_up: '3.00', due: '3.00' },
    ]);
    expect(settlement).toMatchObject({ due_total: '8.00', balance: '8.00', balance_of_ended_weeks: '0.00' });
  });

  it('take tax and house costs off, cinema by cinema, never more than it took', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, {
      movie,
      ...terms,
      tax_included: true,
      tax_percent: '7.00',
      house_costs: '15.00',
    });
    await aShownScreening(app, cashier, { movie, on: START, seats: ['A1', 'A2'] });
    await aShownScreening(app, cashier, { movie, on: START, seats: ['A1'] });

    const { body } = await moderator().get(`/rental-contracts/${contract.id}/settlement/weeks/1`).expect(200);

    // 30.00 hold 1.96 of tax: 1.31 and 0.65. The second cinema keeps all it took.
    expect(body).toMatchObject({
      gross: '30.00',
      tax: '1.96',
      house_costs: '24.35',
      base: '3.69',
      due: '2.21',
      cinemas: [
        { tax: '1.31', house_costs: '15.00', base: '3.69', screenings: [{ tickets: 2, gross: '20.00' }] },
        { tax: '0.65', house_costs: '9.35', base: '0.00' },
      ],
    });
  });

  it('lead to the tickets, whose codes nobody could come in with', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, ...terms });
    const shown = await aShownScreening(app, cashier, { movie, on: START, seats: ['A1', 'A2'] });
    await giveBack(app, shown, 1);
    const path = `/rental-contracts/${contract.id}/settlement/weeks/1/tickets`;

    const { body } = await moderator().get(`${path}?per_page=1`).expect(200);
    const { next_page: next } = body as { next_page: string };
    const second = await moderator().get(next).expect(200);

    expect(body).toMatchObject({
      total_items: 2,
      items: [
        {
          screening_id: shown.screening.id,
          code: shown.sale?.tickets[0]?.code.slice(-4),
          seat: 'A1',
          price: '10.00',
          net: '10.00',
          refunded: '10.00',
          method: 'cash',
        },
      ],
    });
    expect(second.body).toMatchObject({ items: [{ seat: 'A2', refunded: '0.00' }] });
    await moderator().get(`/rental-contracts/${contract.id}/settlement/weeks/4`).expect(404);
    const refused = await moderator().get(`/rental-contracts/${contract.id}/settlement/weeks/first`);
    expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ field: 'week' }] }]);
  });

  it('take the special contract before the general one', async () => {
    const movie = await aMovie(app);
    const hall = await aHall(app, { type: 'imax' });
    const general = await aContract(app, { movie, ...terms });
    const imax = await aContract(app, { movie, ...terms, hall_type: 'imax', format: '3D' });
    const house = await aContract(app, { movie, ...terms, cinema_id: hall.cinema.id });
    const threeD = { movie, on: START, format: '3D' } as const;
    await aShownScreening(app, cashier, { ...threeD, hall, seats: ['A1'] });
    await aShownScreening(app, cashier, {
      ...threeD,
      hall: await aHall(app, { type: 'imax' }),
      seats: ['A1', 'A2'],
    });
    await aShownScreening(app, cashier, { ...threeD, seats: ['A1', 'A2', 'A3'] });

    const gross = async ({ id }: { id: number }) => (await weekOf(app, id, 1)).gross;

    expect([await gross(house), await gross(imax), await gross(general)]).toEqual([
      '10.00',
      '20.00',
      '30.00',
    ]);
  });

  it('go by the days of the cinema, also in the week in which the clocks are put forward', async () => {
    const year = new Date().getUTCFullYear() - 1;
    const lastDays = Array.from({ length: 7 }, (_, index) => `${year}-03-${31 - index}`);
    const sunday = lastDays.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0) ?? '';
    const monday = new Date(Date.parse(sunday) - 6 * 86_400_000).toISOString().slice(0, 10);
    const end = new Date(Date.parse(sunday) + 7 * 86_400_000).toISOString().slice(0, 10);
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, starts_on: monday, ends_on: end, weekly_shares: '60,50' });
    const hall = await aHall(app, { cinema: await aCinema(app, { timeZone: 'Europe/Berlin' }) });
    await aShownScreening(app, cashier, { movie, hall, on: monday, at: '00:10', seats: ['A1'] });
    await aShownScreening(app, cashier, { movie, hall, on: sunday, at: '23:40', seats: ['A1', 'A2'] });
    const next = new Date(Date.parse(sunday) + 86_400_000).toISOString().slice(0, 10);
    await aShownScreening(app, cashier, { movie, on: next, at: '00:10', seats: ['A1', 'A2', 'A3'] });

    expect((await settlementOf(app, contract.id)).weeks).toMatchObject([
      { week: 1, to: sunday, gross: '30.00', screenings: 2 },
      { week: 2, from: next, gross: '30.00', screenings: 1 },
    ]);
  });

  it('are closed once, frozen, and corrected by rows of their own', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, ...terms });
    const shown = await aShownScreening(app, cashier, { movie, on: START, seats: ['A1', 'A2', 'A3'] });

    const closed = await closeWeek(app, contract.id, 1);
    expect(closed).toMatchObject({ sequence: 0, tickets: 3, gross: '30.00', share: '60.00', due: '18.00' });
    expect(
      (await moderator().post(`/rental-contracts/${contract.id}/settlements`).send({ week: 1 }).expect(409))
        .body,
    ).toMatchObject({ type: expect.stringContaining('nothing-to-correct') });

    await giveBack(app, shown, 2);
    const differing = await settlementOf(app, contract.id);
    expect(differing.weeks[0]).toMatchObject({
      status: 'closed',
      gross: '30.00',
      refunds: '0.00',
      due: '18.00',
    });
    expect(differing.problems).toMatchObject([
      { kind: 'differs', week: 1, screening_ids: [shown.screening.id] },
    ]);

    expect(await closeWeek(app, contract.id, 1)).toMatchObject({
      sequence: 1,
      tickets: -2,
      gross: '0.00',
      refunds: '20.00',
      net: '-20.00',
      due: '-12.00',
    });
    const corrected = await settlementOf(app, contract.id);
    expect(corrected.problems).toEqual([]);
    expect(corrected.weeks[0]).toMatchObject({
      tickets: 1,
      net: '10.00',
      due: '6.00',
      closed_at: closed.closed_at,
      corrections: [{ sequence: 1, due: '-12.00' }],
    });
    expect(
      (await moderator().get(`/rental-contracts/${contract.id}/settlements`).expect(200)).body,
    ).toMatchObject({ total_items: 2, items: [{ id: closed.id }, { sequence: 1 }] });
    await expect(app.database.query('UPDATE settlements SET gross = 0')).rejects.toThrow('never changes');
    const audit = await app.database.query(
      `SELECT action FROM audit_log WHERE target = 'rental-contract:${contract.id}' AND action LIKE 'settlement.%' ORDER BY id`,
    );
    expect(audit).toEqual([{ action: 'settlement.close' }, { action: 'settlement.correct' }]);
  });

  it('are not closed before the week is over everywhere, and only weeks that there are', async () => {
    const movie = await aMovie(app);
    await aCinema(app, { timeZone: 'Pacific/Pago_Pago' });
    const contract = await aContract(app, {
      movie,
      starts_on: dayFromToday(-6),
      ends_on: dayFromToday(9),
      weekly_shares: '50',
    });
    const close = (week: unknown) =>
      moderator().post(`/rental-contracts/${contract.id}/settlements`).send({ week });

    expect((await close(1).expect(409)).body).toMatchObject({
      type: expect.stringContaining('week-not-over'),
    });
    for (const week of [4, 0, '1', null, undefined]) {
      expect((await close(week).expect(422)).body).toMatchObject({ errors: [{ field: 'week' }] });
    }
    await moderator().post('/rental-contracts/999999/settlements').send({ week: 1 }).expect(404);
    await app
      .as('cashier')
      .post(`/rental-contracts/${contract.id}/settlements`)
      .send({ week: 1 })
      .expect(403);
  });

  it('of ten at once closes one', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, ...terms });
    await aShownScreening(app, cashier, { movie, on: START, seats: ['A1'] });

    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        moderator().post(`/rental-contracts/${contract.id}/settlements`).send({ week: 1 }),
      ),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  it('settle a screening once, also while a narrower contract is made for it and closed', async () => {
    const movie = await aMovie(app);
    const general = await aContract(app, { movie, ...terms });
    const { screening } = await aShownScreening(app, cashier, { movie, on: START, seats: ['A1', 'A2'] });
    const close = (by: 'moderator' | 'admin', id: number) =>
      app
        .as(by)
        .post(`/rental-contracts/${id}/settlements`)
        .send({ week: 1 })
        .then(({ status }) => status);
    // Who closes is written down last: the first one has read its figures by then.
    await app.database.query('BEGIN');
    await app.database.query('SELECT FROM users WHERE email = $1 FOR UPDATE', [testEmail('moderator')]);
    const first = close('moderator', general.id);
    await eventually(async () => expect(await waiting(app)).toBe(1));
    const narrower = await app
      .as('admin')
      .post('/rental-contracts')
      .send({
        ...terms,
        distributor_id: general.distributor_id,
        movie_uuid: movie.uuid,
        cinema_id: screening.hall.cinema.id,
      })
      .expect(201);
    let isDone = false;
    const second = close('admin', (narrower.body as { id: number }).id).finally(() => (isDone = true));
    await eventually(async () => expect(isDone || (await waiting(app)) === 2).toBe(true));
    await app.database.query('COMMIT');

    expect(await Promise.all([first, second])).toEqual([201, 201]);
    expect(
      await app.database.query(
        'SELECT t.contract_id FROM settlement_screenings x JOIN settlements t ON t.id = x.settlement_id WHERE x.screening_id = $1',
        [screening.id],
      ),
    ).toEqual([{ contract_id: general.id }]);
  });

  it('ask for what is missing to the guarantee with the last week, and correct that too', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, ...terms, minimum_guarantee: '40.00' });
    const first = await aShownScreening(app, cashier, { movie, on: START, seats: ['A1', 'A2'] });
    await aShownScreening(app, cashier, { movie, on: dayOfTerm(15), seats: ['A1', 'A2'] });

    expect(await closeWeek(app, contract.id, 1)).toMatchObject({ due: '12.00', top_up: '0.00' });
    expect(await closeWeek(app, contract.id, 3)).toMatchObject({
      film_hire: '10.00',
      top_up: '18.00',
      due: '28.00',
    });
    expect((await closeWeek(app, contract.id, 2)).due).toBe('0.00');
    expect(await settlementOf(app, contract.id)).toMatchObject({
      due_total: '40.00',
      problems: [{ kind: 'gap', week: 2 }],
    });

    await giveBack(app, first, 1);
    expect(await closeWeek(app, contract.id, 1)).toMatchObject({
      film_hire: '-6.00',
      top_up: '6.00',
      due: '0.00',
    });
    const late = await aShownScreening(app, cashier, {
      movie,
      on: dayOfTerm(16),
      seats: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2', 'B3', 'B4'],
    });
    expect(await closeWeek(app, contract.id, 3)).toMatchObject({
      gross: '100.00',
      film_hire: '50.00',
      top_up: '-24.00',
      due: '26.00',
    });
    expect(await settlementOf(app, contract.id)).toMatchObject({ due_total: '66.00', balance: '66.00' });
    expect((await weekOf(app, contract.id, 3)).screenings).toBe(2);
    expect(late.sale?.tickets).toHaveLength(10);
  });

  it('show screenings that no contract covers, in and around the term', async () => {
    const movie = await aMovie(app);
    const house = await aHall(app);
    const contract = await aContract(app, { movie, ...terms, cinema_id: house.cinema.id });
    await aShownScreening(app, cashier, { movie, hall: house, on: START, seats: ['A1'] });
    const before = await aShownScreening(app, cashier, { movie, hall: house, on: dayOfTerm(-2) });
    await aShownScreening(app, cashier, { movie, hall: house, on: dayOfTerm(-20) });
    await aShownScreening(app, cashier, { movie, on: START });

    expect((await settlementOf(app, contract.id)).problems).toMatchObject([
      { kind: 'no-contract', screening_ids: [before.screening.id] },
    ]);
  });

  it('count what a canceled screening took until it is given back, and what was settled for good', async () => {
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, ...terms });
    const settled = await aShownScreening(app, cashier, { movie, on: START, seats: ['A1'] });
    await closeWeek(app, contract.id, 1);
    await letTakePlace(app, settled.screening, dayOfTerm(8), '18:00');
    const canceled = await aScreening(app, { movie, basePrice: '10.00' });
    await aSale(cashier, canceled, ['A1']);
    await letTakePlace(app, canceled, dayOfTerm(9), '18:00');
    expect(await weekOf(app, contract.id, 2)).toMatchObject({ gross: '10.00', screenings: 1 });
    await app.database.query(
      `UPDATE screenings SET status = 'canceled', canceled_at = now() WHERE id = ${canceled.id}`,
    );
    expect(await weekOf(app, contract.id, 2)).toMatchObject({ gross: '10.00', screenings: 1 });
    const [order] = await app.database.query<{ id: number }>(
      `SELECT i.order_id AS id FROM order_seats e JOIN order_items i ON i.id = e.order_item_id WHERE e.screening_id = ${canceled.id}`,
    );
    await moderator()
      .post(`/admin/orders/${order?.id}/refund`)
      .send({ reason: 'It was canceled.' })
      .expect(200);

    expect((await settlementOf(app, contract.id)).weeks).toMatchObject([
      { gross: '10.00', screenings: 1 },
      { gross: '0.00', screenings: 0 },
      { gross: '0.00', screenings: 0 },
    ]);
  });

  it.each([
    ['from=2026-13-01', 'from'],
    ['to=yesterday', 'to'],
    ['from=2026-02-02&to=2026-02-01', 'from'],
    ['week=1', 'week'],
  ])('refuse %s', async (query, field) => {
    const contract = await aContract(app, { movie: await aMovie(app), ...terms });

    const { body } = await moderator()
      .get(`/rental-contracts/${contract.id}/settlement?${query}`)
      .expect(422);

    expect(body).toMatchObject({ errors: [{ field }] });
  });
});
