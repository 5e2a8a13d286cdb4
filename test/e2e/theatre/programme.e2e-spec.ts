import type { ScreeningResponse } from '../../../src/modules/theatre/screenings/screening.dto.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, aHall, aScreening, type TestHall } from '../../support/theatre.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const YEAR = new Date().getUTCFullYear() + 1;
const at = (time: string): Date => new Date(`${YEAR}-01-${time}Z`);

interface Page {
  items: ScreeningResponse[];
  total_items: number;
  next_page: string | null;
  prev_page: string | null;
}
async function list(...parameters: string[]): Promise<Page> {
  const answer = await app.as().get(`/screenings?${parameters.join('&')}`);
  expect(answer.body).toHaveProperty('items');
  return answer.body as Page;
}
const ids = async (...parameters: string[]): Promise<number[]> =>
  (await list(...parameters)).items.map(({ id }) => id);
/** Only what is on there. */
const within = (...halls: TestHall[]): string =>
  halls.map(({ cinema }) => `cinema_id=${cinema.id}`).join('&');

/** All seats of a screening are blocked. */
const fill = (screeningId: number, hall: TestHall) =>
  app.database.query(
    `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, reason)
     SELECT $1, id, hall_id, 'blocked', 'A party' FROM seats WHERE hall_id = $2`,
    [screeningId, hall.id],
  );

describe('the list of screenings', () => {
  it('is what is coming, the earliest first, with its free seats', async () => {
    const hall = await aHall(app, { rows: 2, perRow: 3 });
    const [late, early] = [
      await aScreening(app, { hall, startsAt: at('16T18:00') }),
      await aScreening(app, { hall, startsAt: at('15T18:00') }),
    ];
    await aScreening(app, { hall, startsAt: new Date(Date.now() - 3_600_000) });
    const gone = await aScreening(app, { hall, startsAt: at('14T18:00') });
    await app.as('moderator').post(`/screenings/${gone.id}/cancel`).expect(200);
    await app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, reason) VALUES ($1, $2, $3, 'blocked', 'Broken')`,
      [early.id, hall.seat('B2'), hall.id],
    );

    const { items, total_items } = await list(within(hall));
    expect(items.map(({ id, free_seats }) => [id, free_seats])).toEqual([
      [early.id, 5],
      [late.id, 6],
    ]);
    expect(total_items).toBe(2);
    expect(await ids(within(hall), 'status=canceled')).toEqual([gone.id]);
    expect(await ids(within(hall), 'sort=-starts_at')).toEqual([late.id, early.id]);
  });

  it('is by the day of each cinema, which is not the same day everywhere', async () => {
    const berlin = await aHall(app);
    const newYork = await aHall(app, { cinema: await aCinema(app, { timeZone: 'America/New_York' }) });
    const [sameMoment, inBerlin] = [
      await aScreening(app, { hall: newYork, startsAt: at('15T23:30') }),
      await aScreening(app, { hall: berlin, startsAt: at('15T23:30') }),
    ];
    const both = within(berlin, newYork);
    expect(await ids(both, `date=${YEAR}-01-15`)).toEqual([sameMoment.id]);
    expect(await ids(both, `date=${YEAR}-01-16`)).toEqual([inBerlin.id]);
    expect(await ids(both, `date=${YEAR}-01-15`, `date=${YEAR}-01-16`)).toHaveLength(2);
  });

  it('is narrowed by each filter, and by all together', async () => {
    const [imax, small] = [await aHall(app, { type: 'imax' }), await aHall(app)];
    const movie = await aMovie(app);
    const wanted = await aScreening(app, {
      hall: imax,
      movie,
      format: '3D',
      language: 'uk',
      startsAt: at('15T18:00'),
    });
    const other = await aScreening(app, { hall: small, startsAt: at('17T18:00') });
    const filters = [
      `movie_uuid=${movie.uuid}`,
      `cinema_id=${imax.cinema.id}`,
      `hall_id=${imax.id}`,
      'hall_type=imax',
      'format=3D',
      'language=UK',
      `date=${YEAR}-01-15`,
      `to=${YEAR}-01-16`,
    ];
    const both = within(imax, small);
    expect(await ids(both)).toEqual([wanted.id, other.id]);
    for (const filter of [...filters, filters.join('&')])
      expect(await ids(filter.includes('cinema_id') ? filter : `${both}&${filter}`)).toEqual([wanted.id]);
    expect(await ids(both, `from=${YEAR}-01-16`, `to=${YEAR}-01-18`)).toEqual([other.id]);
    expect(await ids(both, 'hall_type=imax', 'format=2D')).toEqual([]);
  });

  it('tells which of them have free seats and are on sale', async () => {
    const hall = await aHall(app, { rows: 1, perRow: 2 });
    const free = await aScreening(app, { hall, startsAt: at('15T10:00') });
    const full = await aScreening(app, { hall, startsAt: at('15T14:00') });
    const notYet = await aScreening(app, { hall, startsAt: at('15T18:00'), salesStart: at('10T10:00') });
    const noMore = await aScreening(app, {
      hall,
      startsAt: at('15T22:00'),
      salesEnd: new Date(Date.now() - 1_000),
    });
    await fill(full.id, hall);

    expect(await ids(within(hall), 'available=true')).toEqual([free.id]);
    expect(await ids(within(hall), 'available=false')).toEqual([full.id, notYet.id, noMore.id]);
    expect((await list(within(hall))).items.map(({ on_sale }) => on_sale)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is walked page by page, forwards and back, and knows new ones at once', async () => {
    const hall = await aHall(app);
    const all: number[] = [];
    for (let hour = 8; hour < 18; hour += 3)
      all.push((await aScreening(app, { hall, startsAt: at(`15T${String(hour).padStart(2, '0')}:00`) })).id);
    const first = await list(within(hall), 'per_page=2');
    const second = (
      await app
        .as()
        .get(first.next_page ?? '')
        .expect(200)
    ).body as Page;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
    expect(second.next_page).toBeNull();
    const back = (
      await app
        .as()
        .get(second.prev_page ?? '')
        .expect(200)
    ).body as Page;
    expect(back.items).toEqual(first.items);

    const added = await app
      .as('moderator')
      .post('/screenings')
      .send({
        hall_id: hall.id,
        movie_uuid: (await aMovie(app)).uuid,
        starts_at: `${YEAR}-01-16T18:00`,
        base_price: 12,
      });
    expect(await list(within(hall), 'per_page=2')).toMatchObject({ total_items: 5, total_pages: 3 });
    expect(await ids(within(hall), 'per_page=2', 'page=3')).toEqual([(added.body as { id: number }).id]);
  });

  it.each([
    ['date=2026-02-30', 'date'],
    ['date=today', 'date'],
    ['movie_uuid=heat', 'movie_uuid'],
    ['cinema_id=x', 'cinema_id'],
    ['hall_type=tent', 'hall_type'],
    ['format=4D', 'format'],
    ['available=maybe', 'available'],
    ['status=gone', 'status'],
    ['from=2027-01-02&to=2027-01-01', 'from'],
    ['sort=name', 'sort'],
    ['bookmark=x', 'bookmark'],
    ['color=red', 'color'],
  ])('is refused for %s', async (query, field) => {
    const { body } = await app.as().get(`/screenings?${query}`).expect(422);
    expect(body).toMatchObject({ errors: [{ field }] });
  });
});

describe('films on the programme', () => {
  const showing = async (wanted: boolean): Promise<string[]> => {
    const { body } = await app
      .as()
      .get(`/movies?now_showing=${wanted}&sort=-created_at&per_page=100`)
      .expect(200);
    return (body as { items: { uuid: string }[] }).items.map(({ uuid }) => uuid);
  };
  const show = async (uuid: string, starts_at = `${YEAR}-01-15T18:00`, hall_id?: number) => {
    const answer = await app
      .as('moderator')
      .post('/screenings')
      .send({ hall_id: hall_id ?? (await aHall(app)).id, movie_uuid: uuid, starts_at, base_price: 12 });
    expect(answer.status).toBe(201);
    return answer.body as ScreeningResponse;
  };

  it('are found while a screening of theirs is coming', async () => {
    const [shown, other] = [await aMovie(app), await aMovie(app)];
    expect(await showing(true)).not.toContain(shown.uuid);
    const { id } = await show(shown.uuid);
    await aScreening(app, { movie: other, startsAt: new Date(Date.now() - 120_000) });
    expect(await showing(true)).toContain(shown.uuid);
    expect(await showing(true)).not.toContain(other.uuid);
    expect(await showing(false)).toEqual(expect.arrayContaining([other.uuid]));
    const { body } = await app
      .as()
      .get(`/movies?now_showing=true&q=${encodeURIComponent(shown.name)}&facets=genre,decade`)
      .expect(200);
    expect(body).toMatchObject({ items: [{ uuid: shown.uuid }], facets: { decade: [{ decade: 2000 }] } });
    await app.as('moderator').post(`/screenings/${id}/cancel`).expect(200);
    expect(await showing(true)).not.toContain(shown.uuid);
    expect(await showing(false)).toEqual(expect.arrayContaining([shown.uuid, other.uuid]));
  });

  it('are not deleted', async () => {
    const film = await aMovie(app);
    const { id } = await show(film.uuid);
    const { body } = await app.as('moderator').delete(`/movies/${film.uuid}`).expect(409);
    expect(body).toMatchObject({ type: '/problems/movie-in-use', reasons: ['it is on the programme'] });
    await app.as('moderator').post(`/screenings/${id}/cancel`).expect(200);
    await app.as('moderator').delete(`/movies/${film.uuid}`).expect(204);
  });

  it('take the ends of their screenings with them when their length changes', async () => {
    const film = await aMovie(app, { time: 100 });
    const { id, ends_at } = await show(film.uuid);
    await app.as('moderator').patch(`/movies/${film.uuid}`).send({ name: 'Another name' }).expect(200);
    expect((await app.as().get(`/screenings/${id}`)).body).toMatchObject({ ends_at });
    await app.as('moderator').patch(`/movies/${film.uuid}`).send({ time: 130 }).expect(200);
    expect((await app.as().get(`/screenings/${id}`)).body).toMatchObject({
      ends_at: `${YEAR}-01-15T19:10:00.000Z`,
      occupied_until: `${YEAR}-01-15T19:25:00.000Z`,
    });
  });

  it('stay as long as they are where a screening would run into the next one', async () => {
    const film = await aMovie(app, { time: 100 });
    const hall = await aHall(app);
    const first = await show(film.uuid, `${YEAR}-01-15T18:00`, hall.id);
    const elsewhere = await show(film.uuid, `${YEAR}-01-15T18:00`);
    const next = await show((await aMovie(app)).uuid, `${YEAR}-01-15T20:00`, hall.id);
    const { body } = await app.as('moderator').patch(`/movies/${film.uuid}`).send({ time: 106 }).expect(409);
    expect(body).toMatchObject({ type: '/problems/screening-overlap', screening_id: next.id });
    expect((await app.as().get(`/movies/${film.uuid}`)).body).toMatchObject({ time: 100 });
    for (const { id, ends_at } of [first, elsewhere])
      expect((await app.as().get(`/screenings/${id}`)).body).toMatchObject({ ends_at });
    await app.as('moderator').patch(`/movies/${film.uuid}`).send({ time: 105 }).expect(200);
  });
});
