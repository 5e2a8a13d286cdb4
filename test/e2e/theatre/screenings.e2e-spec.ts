import type { ScreeningResponse } from '../../../src/modules/theatre/screenings/screening.dto.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { aMovie, next } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, aHall, aScreening, type TestHall } from '../../support/theatre.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterEach(async () => {
  const broken = (await app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);
  expect(broken).toEqual([]);
});
afterAll(() => app.close());

const YEAR = new Date().getUTCFullYear() + 1;
const moderator = () => app.as('moderator');

async function body(overrides: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return {
    hall_id: overrides['hall_id'] ?? (await aHall(app)).id,
    movie_uuid: overrides['movie_uuid'] ?? (await aMovie(app, { time: 170 })).uuid,
    starts_at: `${YEAR}-01-15T18:30`,
    base_price: '12.00',
    ...overrides,
  };
}

async function shown(overrides: Record<string, unknown> = {}): Promise<ScreeningResponse> {
  const answer = await moderator()
    .post('/screenings')
    .send(await body(overrides));
  expect(answer.body).toHaveProperty('id');
  return answer.body as ScreeningResponse;
}

/** Somebody holds a seat. */
const hold = (screeningId: number, hall: TestHall, expiresAt = new Date(Date.now() + 60_000)) =>
  app.database.query(
    `WITH hold AS (
       INSERT INTO holds (screening_id, user_id, seat_count, created_at, expires_at) VALUES ($1, 1, 1, $4, $4) RETURNING id
     )
     INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, price, audience, hold_id, expires_at)
     SELECT $1, $2, $3, 'held', 12, 'adult', id, $4 FROM hold`,
    [screeningId, hall.seat('A1'), hall.id, expiresAt],
  );

describe('a new screening', () => {
  it('ends as the film is over, and keeps its hall until it is clean', async () => {
    const hall = await aHall(app, { type: 'imax', rows: 2, perRow: 5 });
    const film = await aMovie(app, { time: 170 });
    const answer = await moderator()
      .post('/screenings')
      .send(
        await body({
          hall_id: hall.id,
          movie_uuid: film.uuid,
          language: 'en',
          subtitles: 'de',
          format: '3D',
          sales_end: `${YEAR}-01-15T18:15`,
        }),
      )
      .expect(201);

    expect(answer.headers['location']).toBe(`/screenings/${(answer.body as { id: number }).id}`);
    expect(answer.body).toMatchObject({
      status: 'scheduled',
      starts_at: `${YEAR}-01-15T17:30:00.000Z`,
      local_start: `${YEAR}-01-15T18:30:00+01:00`,
      local_date: `${YEAR}-01-15`,
      ends_at: `${YEAR}-01-15T20:20:00.000Z`,
      occupied_until: `${YEAR}-01-15T20:35:00.000Z`,
      base_price: '12.00',
      currency: 'usd',
      language: 'en',
      subtitles: 'de',
      format: '3D',
      cleaning_minutes: 15,
      sales_start: null,
      sales_end: `${YEAR}-01-15T17:15:00.000Z`,
      on_sale: true,
      free_seats: 10,
      cinema: { id: hall.cinema.id, time_zone: 'Europe/Berlin' },
      hall: { id: hall.id, type: 'imax', capacity: 10 },
      movie: { uuid: film.uuid, time: 170, certification: 'PG' },
    });
    const { id } = answer.body as { id: number };
    const read = await app.as().get(`/screenings/${id}`).expect(200);
    expect(read.body).toEqual(answer.body);
    expect(read.headers['etag']).toBe(answer.headers['etag']);
    expect(
      await app.database.query(`SELECT action, after->>'hall_id' AS hall FROM audit_log WHERE target = $1`, [
        `screening:${id}`,
      ]),
    ).toEqual([{ action: 'screening.create', hall: String(hall.id) }]);
  });

  it('takes the cleaning time that it names, and trailers where the cinema shows any', async () => {
    const withTrailers = await createTestApp({
      database: app.database,
      environment: { TRAILER_MINUTES: '10' },
    });
    try {
      const { body: screening } = await withTrailers
        .as('moderator')
        .post('/screenings')
        .send(await body({ cleaning_minutes: 30 }))
        .expect(201);
      expect(screening).toMatchObject({
        ends_at: `${YEAR}-01-15T20:30:00.000Z`,
        occupied_until: `${YEAR}-01-15T21:00:00.000Z`,
        cleaning_minutes: 30,
      });
    } finally {
      await withTrailers.close();
    }
  });

  it('is refused where something is on, with its name and the next free start', async () => {
    const hall = await aHall(app);
    const film = await aMovie(app, { name: `Meeting ${next()}`, time: 120 });
    const first = await shown({ hall_id: hall.id, movie_uuid: film.uuid });
    const second = await shown({ hall_id: hall.id, starts_at: `${YEAR}-01-15T21:30` });
    const { body: problem } = await moderator()
      .post('/screenings')
      .send(await body({ hall_id: hall.id, starts_at: `${YEAR}-01-15T20:44` }))
      .expect(409);

    expect(problem).toMatchObject({
      type: '/problems/screening-overlap',
      screening_id: first.id,
      clashes: [
        {
          screening_id: first.id,
          movie: film.name,
          starts_at: `${YEAR}-01-15T18:30:00+01:00`,
          occupied_until: `${YEAR}-01-15T20:45:00+01:00`,
        },
        { screening_id: second.id },
      ],
      next_free_start: `${YEAR}-01-16T00:35:00+01:00`,
    });
    await shown({ hall_id: hall.id, starts_at: (problem as { next_free_start: string }).next_free_start });
    await shown({ starts_at: `${YEAR}-01-15T20:44` });
  });

  it('may begin in the minute in which the hall is clean again', async () => {
    const hall = await aHall(app);
    const { occupied_until } = await shown({ hall_id: hall.id });
    await shown({ hall_id: hall.id, starts_at: occupied_until });
  });

  it.each([
    ['starts_at', { starts_at: '2020-01-01T18:00' }, 'past'],
    ['starts_at', { starts_at: `${YEAR + 3}-01-01T18:00Z` }, 'two years'],
    ['starts_at', { starts_at: 'tomorrow' }, 'offset'],
    ['starts_at', { starts_at: `${YEAR}-02-30T18:00` }, 'a time that there is'],
    ['starts_at', { starts_at: null }, 'offset'],
    ['sales_start', { sales_start: `${YEAR}-01-15T18:30` }, 'earlier'],
    ['sales_end', { sales_end: `${YEAR}-01-16T18:30` }, 'later than the end'],
    ['base_price', { base_price: '-1' }, 'amount'],
    ['base_price', { base_price: '12.345' }, 'amount'],
    ['format', { format: '4D' }, '2D, 3D'],
    ['language', { language: '' }, '1 to 35'],
    ['cleaning_minutes', { cleaning_minutes: 241 }, '240'],
    ['hall_id', { hall_id: 'one' }, 'id'],
    ['movie_uuid', { movie_uuid: 'Heat' }, 'uuid'],
    ['seats', { seats: [] }, 'not'],
  ])('is refused for its %s: %j', async (field, overrides, words) => {
    const { body: problem } = await moderator()
      .post('/screenings')
      .send(await body(overrides))
      .expect(422);
    expect(problem).toMatchObject({
      errors: [{ field, message: expect.stringContaining(words) as string }],
    });
  });

  it('does not begin at a local time that does not exist, and needs an offset where that comes twice', async () => {
    const hall = await aHall(app, { cinema: await aCinema(app, { timeZone: 'America/New_York' }) });
    const [missing, repeated] = [secondSunday(YEAR, 3, 2), secondSunday(YEAR, 11, 1)];
    const send = async (starts_at: string) =>
      moderator()
        .post('/screenings')
        .send(await body({ hall_id: hall.id, starts_at }));

    const gone = await send(`${missing}T02:30`);
    expect(gone.status).toBe(422);
    expect(gone.body).toMatchObject({ errors: [{ field: 'starts_at', message: /does not exist/ }] });
    const twice = await send(`${repeated}T01:30`);
    expect(twice.status).toBe(422);
    expect(twice.body).toMatchObject({ errors: [{ field: 'starts_at', message: /comes twice/ }] });
    const later = await send(`${repeated}T01:30-05:00`);
    expect(later.status).toBe(201);
    expect(later.body).toMatchObject({
      starts_at: `${repeated}T06:30:00.000Z`,
      local_start: `${repeated}T01:30:00-05:00`,
      local_date: repeated,
    });
  });

  it('is 404 in a hall or with a film that there is not', async () => {
    const gone = await aMovie(app);
    await moderator().delete(`/movies/${gone.uuid}`).expect(204);
    for (const overrides of [{ hall_id: 2_000_000_000 }, { movie_uuid: gone.uuid }])
      await moderator()
        .post('/screenings')
        .send(await body(overrides))
        .expect(404);
  });
});

describe('changing a screening', () => {
  it('moves it, and its end with it; only its own hall time is free for it', async () => {
    const hall = await aHall(app);
    const { id } = await shown({ hall_id: hall.id });
    const { body: moved } = await moderator()
      .patch(`/screenings/${id}`)
      .send({ starts_at: `${YEAR}-01-15T19:00`, language: null, base_price: '14.50' })
      .expect(200);
    expect(moved).toMatchObject({
      ends_at: `${YEAR}-01-15T20:50:00.000Z`,
      language: null,
      base_price: '14.50',
    });

    const other = await shown({ hall_id: hall.id, starts_at: `${YEAR}-01-16T19:00` });
    const { body: problem } = await moderator()
      .patch(`/screenings/${id}`)
      .send({ starts_at: other.starts_at })
      .expect(409);
    expect(problem).toMatchObject({ type: '/problems/screening-overlap', screening_id: other.id });
  });

  it('gives it another hall and film', async () => {
    const { id } = await shown();
    const [hall, film] = [await aHall(app), await aMovie(app, { time: 100 })];
    const { body: changed } = await moderator()
      .patch(`/screenings/${id}`)
      .send({ hall_id: hall.id, movie_uuid: film.uuid })
      .expect(200);
    expect(changed).toMatchObject({
      hall_id: hall.id,
      cinema_id: hall.cinema.id,
      movie_uuid: film.uuid,
      ends_at: `${YEAR}-01-15T19:10:00.000Z`,
    });
  });

  it('is refused to an editor who has not seen the latest change, and not for seats that were taken', async () => {
    const hall = await aHall(app);
    const created = await moderator()
      .post('/screenings')
      .send(await body({ hall_id: hall.id }));
    const { id } = created.body as { id: number };
    const etag = created.headers['etag'] ?? '';
    await hold(id, hall);
    expect((await app.as().get(`/screenings/${id}`)).headers['etag']).not.toBe(etag);
    await moderator().patch(`/screenings/${id}`).set('if-match', etag).send({ language: 'fr' }).expect(200);
    await moderator().patch(`/screenings/${id}`).set('if-match', etag).send({ language: 'it' }).expect(412);
  });

  it('leaves alone what those who hold seats rely on', async () => {
    const hall = await aHall(app);
    const { id, movie_uuid } = await shown({ hall_id: hall.id });
    await hold(id, hall);
    const other = await aMovie(app);
    const { body: problem } = await moderator()
      .patch(`/screenings/${id}`)
      .send({ starts_at: `${YEAR}-01-15T19:00`, movie_uuid: other.uuid, format: '3D', language: 'fr' })
      .expect(409);
    expect(problem).toMatchObject({
      type: '/problems/screening-taken',
      fields: ['movie_uuid', 'format', 'starts_at'],
    });
    const { body: changed } = await moderator()
      .patch(`/screenings/${id}`)
      .send({
        starts_at: `${YEAR}-01-15T18:30`,
        movie_uuid,
        language: 'fr',
        subtitles: 'uk',
        base_price: 9,
        sales_end: `${YEAR}-01-15T12:00`,
        cleaning_minutes: 25,
      })
      .expect(200);
    expect(changed).toMatchObject({
      language: 'fr',
      base_price: '9.00',
      occupied_until: `${YEAR}-01-15T20:45:00.000Z`,
    });
  });

  it('is free again once what was held has expired, though nobody swept it away', async () => {
    const hall = await aHall(app);
    const { id } = await shown({ hall_id: hall.id });
    await hold(id, hall, new Date(Date.now() - 1_000));
    const other = await aHall(app);
    await moderator().patch(`/screenings/${id}`).send({ hall_id: other.id }).expect(200);
  });

  it('is too late once it has begun', async () => {
    const { id } = await aScreening(app, { startsAt: new Date(Date.now() - 60_000) });
    const { body: problem } = await moderator()
      .patch(`/screenings/${id}`)
      .send({ language: 'fr' })
      .expect(409);
    expect(problem).toMatchObject({ type: '/problems/screening-over' });
    await moderator().patch('/screenings/2000000000').send({}).expect(404);
  });
});

describe('free slots of a hall', () => {
  it('are the starts at which the film fits in', async () => {
    const hall = await aHall(app);
    const film = await aMovie(app, { time: 105 });
    await shown({ hall_id: hall.id, starts_at: `${YEAR}-01-15T10:00` });
    await shown({ hall_id: hall.id, starts_at: `${YEAR}-01-15T15:05` });
    const { body: found } = await moderator()
      .get(`/halls/${hall.id}/free-slots?date=${YEAR}-01-15&movie_uuid=${film.uuid}`)
      .expect(200);
    expect(found).toMatchObject({
      minutes: 120,
      items: [
        { local_from: `${YEAR}-01-15T00:00:00+01:00`, local_until: `${YEAR}-01-15T08:00:00+01:00` },
        { local_from: `${YEAR}-01-15T13:05:00+01:00`, local_until: `${YEAR}-01-15T13:05:00+01:00` },
        { local_from: `${YEAR}-01-15T18:10:00+01:00`, local_until: `${YEAR}-01-15T23:59:00+01:00` },
      ],
    });
    await moderator().get(`/halls/${hall.id}/free-slots?date=${YEAR}-01-15`).expect(422);
    await moderator().get(`/halls/${hall.id}/free-slots?date=x&movie_uuid=${film.uuid}`).expect(422);
    await app.as('user').get(`/halls/${hall.id}/free-slots?movie_uuid=${film.uuid}`).expect(403);
  });
});

/** The n-th Sunday of a month: when New York changes its clocks. */
function secondSunday(year: number, month: number, n: number): string {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const day = 1 + ((7 - first.getUTCDay()) % 7) + (n - 1) * 7;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
