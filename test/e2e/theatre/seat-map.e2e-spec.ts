import type { SeatMapItemResponse } from '../../../src/modules/theatre/seat-map/seat-map.dto.js';
import { Clock } from '../../../src/platform/clock/index.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening, type TestScreening } from '../../support/theatre.js';

describe('the seat map of a screening', () => {
  let app: TestApp;
  let screening: TestScreening;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(async () => {
    const hall = await aHall(app, {
      rows: 2,
      perRow: 3,
      seatFacts: (row, number) =>
        row === 'B' && number === 2
          ? { category: 'premium', accessible: true, companion: true, gapBefore: 2 }
          : {},
    });
    screening = await aScreening(app, { hall, basePrice: '7.50' });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  const seat = (name: string): number => screening.hall.seat(name);
  const hold = (name: string, expiresAt: Date, id = screening.id) =>
    app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, price, audience, expires_at)
       VALUES ($1, $2, $3, 'held', 12, 'adult', $4)`,
      [id, seat(name), screening.hall.id, expiresAt],
    );
  const map = async (id = screening.id): Promise<SeatMapItemResponse[]> => {
    const { body } = await app.as().get(`/screenings/${id}/seats`).expect(200);
    expect(body.screening_id).toBe(id);
    return body.items as SeatMapItemResponse[];
  };
  const states = async (id = screening.id): Promise<Record<string, string>> =>
    Object.fromEntries((await map(id)).map(({ row, number, state }) => [`${row}${number}`, state]));
  const block = (names: readonly string[], body: object = { reason: 'Broken' }) =>
    app
      .as('moderator')
      .post(`/screenings/${screening.id}/seats/block`)
      .send({ seat_ids: names.map(seat), ...body });
  const unblock = (names: readonly string[]) =>
    app
      .as('moderator')
      .post(`/screenings/${screening.id}/seats/unblock`)
      .send({ seat_ids: names.map(seat) });
  const FREE = { A1: 'free', A2: 'free', A3: 'free', B1: 'free', B2: 'free', B3: 'free' };

  it('has every seat in its place, with its state and price', async () => {
    const answer = await app.as().get(`/screenings/${screening.id}/seats`).expect(200);

    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect((answer.body.items as SeatMapItemResponse[]).map(({ row, number }) => `${row}${number}`)).toEqual(
      Object.keys(FREE),
    );
    expect(answer.body.items[4]).toEqual({
      id: seat('B2'),
      row: 'B',
      number: 2,
      category: 'premium',
      accessible: true,
      companion: true,
      row_position: 1,
      position: 3,
      state: 'free',
      price: '7.50',
      currency: 'usd',
    });
    await app
      .as()
      .get(`/screenings/${screening.id}/seats`)
      .set('if-none-match', answer.headers['etag'] as string)
      .expect(304);
  });

  it('shows what is held until the hold has run out, whether or not anybody has taken it away', async () => {
    const until = new Date(Date.now() + 300_000);
    await hold('A1', until);
    const other = await aScreening(app, { hall: screening.hall });
    await hold('A2', until, other.id);

    expect(await states()).toEqual({ ...FREE, A1: 'held' });
    jest.spyOn(app.get(Clock), 'now').mockReturnValue(until);
    expect(await states()).toEqual(FREE);
  });

  it('leaves out seats that are in the hall no more', async () => {
    await app.as('moderator').put(`/halls/${screening.hall.id}/seats`).send({ text: 'A: sss' }).expect(200);

    expect(Object.keys(await states())).toEqual(['A1', 'A2', 'A3']);
  });

  it('of a hall without seats is empty', async () => {
    const empty = await aScreening(app, { hall: await aHall(app, { rows: 0 }) });

    expect(await map(empty.id)).toEqual([]);
  });

  it('is there for screenings that there are', async () => {
    await app.as().get('/screenings/2000000000/seats').expect(404);
    await app.as().get('/screenings/x/seats').expect(422);
    await app.as().get(`/screenings/${screening.id}/seats?color=red`).expect(422);
  });

  describe('and seats kept out of sale', () => {
    it('are blocked and sold again', async () => {
      const blocked = await block(['A1', 'B3']).expect(200);

      expect(blocked.body).toEqual({
        screening_id: screening.id,
        seats: [
          { id: seat('A1'), state: 'blocked' },
          { id: seat('B3'), state: 'blocked' },
        ],
      });
      expect(await states()).toEqual({ ...FREE, A1: 'blocked', B3: 'blocked' });
      expect((await unblock(['A1', 'A2']).expect(200)).body.seats).toEqual([
        { id: seat('A1'), state: 'free' },
        { id: seat('A2'), state: 'free' },
      ]);
      expect(await states()).toEqual({ ...FREE, B3: 'blocked' });
    });

    it('are blocked all or none, and never where somebody has them', async () => {
      await hold('A2', new Date(Date.now() + 300_000));

      const refused = await block(['A1', 'A2']).expect(409);

      expect(refused.body).toMatchObject({
        type: '/problems/seats-not-free',
        seats: [{ id: seat('A2'), row: 'A', number: 2 }],
      });
      expect(await states()).toEqual({ ...FREE, A2: 'held' });
      await unblock(['A2']).expect(200);
      expect(await states()).toEqual({ ...FREE, A2: 'held' });
    });

    it('can be those whose hold has run out, and those that are blocked already', async () => {
      await hold('A2', new Date(Date.now() - 1_000));

      await block(['A2']).expect(200);
      await block(['A2', 'A3'], { reason: 'Still broken' }).expect(200);

      expect(
        await app.database.query(
          'SELECT seat_id, status, reason, hold_id, expires_at FROM seat_allocations WHERE screening_id = $1 ORDER BY 1',
          [screening.id],
        ),
      ).toEqual(
        ['A2', 'A3'].map((name) => ({
          seat_id: seat(name),
          status: 'blocked',
          reason: 'Still broken',
          hold_id: null,
          expires_at: null,
        })),
      );
    });

    it('are blocked by many at once without anybody waiting for each other for ever', async () => {
      const all = Object.keys(FREE);
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () => block(all)),
        ...Array.from({ length: 5 }, () => block(all.toReversed())),
        ...Array.from({ length: 5 }, () => unblock(all)),
      ]);

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    });

    it('leave in the audit log who did it and why', async () => {
      await block(['A1', 'B2']).expect(200);
      await unblock(['B2']).expect(200);
      await unblock(['B2']).expect(200);

      expect(
        await app.database.query('SELECT action, after FROM audit_log WHERE target = $1 ORDER BY id', [
          `screening:${screening.id}`,
        ]),
      ).toEqual([
        { action: 'screening.block-seats', after: { seats: ['A1', 'B2'], reason: 'Broken' } },
        { action: 'screening.unblock-seats', after: { seats: ['B2'], reason: null } },
      ]);
    });

    it.each([
      ['seat_ids', { seat_ids: [] }],
      ['seat_ids', { seat_ids: [1, 1] }],
      ['seat_ids', { seat_ids: ['1'] }],
      ['seat_ids', { seat_ids: 1 }],
      ['seat_ids[0]', { seat_ids: [2_000_000_000] }],
      ['reason', { reason: ' ' }],
      ['reason', { reason: 'x'.repeat(201) }],
      ['reason', { reason: undefined }],
    ])('are named in full: %s is refused', async (field, wrong) => {
      const refused = await block(['A1'], { reason: 'Broken', ...wrong }).expect(422);

      expect((refused.body.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
    });

    it('are of the hall', async () => {
      const elsewhere = await aHall(app);
      const refused = await block(['A1'], {
        seat_ids: [seat('A1'), elsewhere.seat('A1')],
        reason: 'x',
      }).expect(422);

      expect(refused.body.errors).toEqual([{ field: 'seat_ids[1]', message: 'is no seat of the hall' }]);
      expect(await states()).toEqual(FREE);
    });

    it('are a matter for moderators', async () => {
      for (const verb of ['block', 'unblock']) {
        const path = `/screenings/${screening.id}/seats/${verb}`;
        await app.as('cashier').post(path).send({}).expect(403);
        await app.as().post(path).send({}).expect(401);
        await app
          .as('moderator')
          .post(`/screenings/2000000000/seats/${verb}`)
          .send({ seat_ids: [1], reason: 'x' })
          .expect(404);
      }
    });
  });
});
