import { Invariants } from '../../../src/platform/invariants/index.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening, type TestHall } from '../../support/theatre.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
});
afterEach(async () => {
  const broken = (await app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);
  expect(broken).toEqual([]);
});
afterAll(() => app.close());

const YEAR = new Date().getUTCFullYear() + 1;
const cancel = (id: number, body: object = {}) =>
  app.as('moderator').post(`/screenings/${id}/cancel`).send(body);
const statuses = async (answers: PromiseLike<{ status: number }>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status).sort();
const rowsOf = (id: number) =>
  app.database.query('SELECT status FROM seat_allocations WHERE screening_id = $1 ORDER BY 1', [id]);
const create = (hall: TestHall, movie_uuid: string, starts_at: string) =>
  app.as('moderator').post('/screenings').send({ hall_id: hall.id, movie_uuid, starts_at, base_price: 12 });

describe('a screening that is canceled', () => {
  it('says why, lets go of what is held, and sends for those who ordered', async () => {
    const { id, hall } = await aScreening(app);
    await app.database.query(
      `WITH hold AS (
         INSERT INTO holds (screening_id, user_id, seat_count, created_at, expires_at)
         VALUES ($1, 1, 1, now(), now() + interval '5 minutes') RETURNING id, expires_at
       )
       INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, price, audience, hold_id, expires_at)
       SELECT $1, $2, $3, 'held', 12, 'adult', id, expires_at FROM hold`,
      [id, hall.seat('A1'), hall.id],
    );
    await app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, reason) VALUES ($1, $2, $3, 'blocked', 'Broken')`,
      [id, hall.seat('A2'), hall.id],
    );
    const { body } = await cancel(id, { reason: ' The projector is broken. ' }).expect(200);

    expect(body).toMatchObject({
      status: 'canceled',
      cancel_reason: 'The projector is broken.',
      canceled_at: expect.any(String) as string,
      on_sale: false,
    });
    expect(await rowsOf(id)).toEqual([{ status: 'blocked' }]);
    expect(
      await app.database.query(`SELECT payload FROM outbox WHERE name = 'screening-canceled'`),
    ).toContainEqual({ payload: { screening_id: id } });
    expect(
      await app.database.query('SELECT action, after FROM audit_log WHERE target = $1', [`screening:${id}`]),
    ).toEqual([
      { action: 'screening.cancel', after: { status: 'canceled', reason: 'The projector is broken.' } },
    ]);
  });

  it('makes room in its hall', async () => {
    const [hall, { uuid }] = [await aHall(app), await aMovie(app)];
    const { body } = await create(hall, uuid, `${YEAR}-01-15T18:00`).expect(201);
    await create(hall, uuid, `${YEAR}-01-15T18:00`).expect(409);
    await cancel((body as { id: number }).id).expect(200);
    await create(hall, uuid, `${YEAR}-01-15T18:00`).expect(201);
  });

  it('is canceled once, and neither changed nor canceled when it is over', async () => {
    const [{ id }, past] = [
      await aScreening(app),
      await aScreening(app, { startsAt: new Date(Date.now() - 86_400_000) }),
    ];
    expect(await statuses([cancel(id), cancel(id), cancel(id)])).toEqual([200, 409, 409]);
    expect((await cancel(id)).body).toMatchObject({ type: '/problems/screening-canceled' });
    const { body: change } = await app
      .as('moderator')
      .patch(`/screenings/${id}`)
      .send({ language: 'fr' })
      .expect(409);
    expect(change).toMatchObject({ type: '/problems/screening-canceled' });
    expect((await cancel(past.id).expect(409)).body).toMatchObject({ type: '/problems/screening-over' });
    await cancel(2_000_000_000).expect(404);
    await cancel(id, { reason: 7 }).expect(422);
    await app.as('user').post(`/screenings/${id}/cancel`).expect(403);
    await app.as().post(`/screenings/${id}/cancel`).expect(401);
  });

  it('may be running', async () => {
    const { id } = await aScreening(app, { startsAt: new Date(Date.now() - 60_000) });
    await cancel(id).expect(200);
  });
});

describe('moderators who act at once', () => {
  it('put one film into a hall at a time, and the others are told which', async () => {
    const [hall, { uuid }] = [await aHall(app), await aMovie(app)];
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, minute) => create(hall, uuid, `${YEAR}-01-15T18:0${minute}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    const added = answers.find(({ status }) => status === 201)?.body as { id: number };
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ type: '/problems/screening-overlap', screening_id: added.id });
  });

  it('cannot move two screenings to the same time', async () => {
    const [hall, { uuid }] = [await aHall(app), await aMovie(app)];
    const ids: number[] = [];
    for (const day of ['16', '17', '18'])
      ids.push(((await create(hall, uuid, `${YEAR}-01-${day}T18:00`)).body as { id: number }).id);
    const moves = ids.map((id) =>
      app
        .as('moderator')
        .patch(`/screenings/${id}`)
        .send({ starts_at: `${YEAR}-01-20T18:00` }),
    );
    expect(await statuses(moves)).toEqual([200, 409, 409]);
  });

  it('swap two halls without a deadlock', async () => {
    const [one, other, { uuid }] = [await aHall(app), await aHall(app), await aMovie(app)];
    const ids = [];
    for (const hall of [one, other])
      ids.push(((await create(hall, uuid, `${YEAR}-01-1${ids.length}T18:00`)).body as { id: number }).id);
    const [first, second] = ids;
    const moves = [
      app.as('moderator').patch(`/screenings/${first}`).send({ hall_id: other.id }),
      app.as('moderator').patch(`/screenings/${second}`).send({ hall_id: one.id }),
    ];
    expect(await statuses(moves)).toEqual([200, 200]);
  });

  it('make a film longer and show it, and its screenings are as long as it is', async () => {
    const halls: TestHall[] = [];
    for (let n = 0; n < 4; n += 1) halls.push(await aHall(app));
    const film = await aMovie(app, { time: 100 });
    await Promise.all([
      ...halls.map((hall) => create(hall, film.uuid, `${YEAR}-01-15T18:00`)),
      app.as('moderator').patch(`/movies/${film.uuid}`).send({ time: 140 }).expect(200),
    ]);
    const { body } = await app.as().get(`/screenings?movie_uuid=${film.uuid}`).expect(200);
    const { items } = body as { items: { ends_at: string }[] };
    expect(items.map(({ ends_at }) => ends_at)).toEqual(Array(4).fill(`${YEAR}-01-15T19:20:00.000Z`));
  });

  it('show a film or delete it, and not both', async () => {
    const [hall, { uuid }] = [await aHall(app), await aMovie(app)];
    const [shown, deleted] = await Promise.all([
      create(hall, uuid, `${YEAR}-01-15T18:00`),
      app.as('moderator').delete(`/movies/${uuid}`),
    ]);
    expect([
      [201, 409],
      [404, 204],
    ]).toContainEqual([shown.status, deleted.status]);
  });
});
