import { Transaction } from '../../../src/platform/database/index.js';
import { Outbox } from '../../../src/platform/jobs/index.js';
import { eventually } from '../../support/eventually.js';
import { aMovie, next } from '../../support/factories.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, type TestHall } from '../../support/theatre.js';

let app: TestApp;
let hall: TestHall;
let film: string;
let me: Person;
beforeAll(async () => {
  app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '100' } });
});
beforeEach(async () => {
  [hall, film, me] = [await aHall(app), (await aMovie(app, { time: 100 })).uuid, await aPerson(app)];
  await like(me, film);
});
afterAll(() => app.close());

const YEAR = new Date().getUTCFullYear() + 1;
const movieId = async (uuid = film): Promise<number> => {
  const [row] = await app.database.query<{ id: number }>('SELECT id FROM movies WHERE uuid = $1', [uuid]);
  return row?.id ?? 0;
};
const like = async ({ id }: Person, uuid: string): Promise<void> => {
  await app.database.query('INSERT INTO favorites (user_id, movie_id) VALUES ($1, $2)', [
    id,
    await movieId(uuid),
  ]);
};
const show = async (day: string, movie_uuid = film): Promise<number> => {
  const { body } = await app
    .as('moderator')
    .post('/screenings')
    .send({ hall_id: hall.id, movie_uuid, starts_at: `${YEAR}-${day}T18:30`, base_price: '12.00' })
    .expect(201);
  return (body as { id: number }).id;
};
const delivered = (): Promise<void> =>
  eventually(async () =>
    expect(await app.database.query('SELECT name FROM outbox WHERE delivered_at IS NULL')).toEqual([]),
  );
const told = async (person: Person): Promise<{ kind: string; title: string; link: string }[]> => {
  await delivered();
  const client = withToken(app, (await signIn(app, person)).access_token);
  return ((await client.get('/notifications').expect(200)).body as { items: never[] }).items;
};

describe('A favourite film that comes to the cinema', () => {
  it('is told to those who like it: once, however many screenings it has', async () => {
    const stranger = await aPerson(app);
    await show('02-01');
    await show('02-02');
    await app
      .as('moderator')
      .post('/screenings/series')
      .send({
        hall_id: hall.id,
        movie_uuid: film,
        base_price: '12.00',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        times: ['10:00'],
        from: `${YEAR}-03-01`,
        until: `${YEAR}-03-07`,
      })
      .expect(201);

    expect(await told(me)).toMatchObject([
      {
        kind: 'favorite-showing',
        title: expect.stringMatching(/ comes to the cinema$/) as string,
        link: `/screenings?movie_uuid=${film}`,
      },
    ]);
    expect(await told(stranger)).toEqual([]);
    expect(
      await app.database.query(
        `SELECT 1 FROM outbox WHERE name = 'film-showing' AND payload ->> 'movie_id' = $1`,
        [String(await movieId())],
      ),
    ).toHaveLength(1);
  });

  it('is told once though two put it on at the same time, and once more after a month without it', async () => {
    const id = await movieId();
    const announce = (): Promise<string> =>
      app.get(Transaction).run(() => app.get(Outbox).add('film-showing', { movie_id: id }));
    await Promise.all([announce(), announce()]);
    await delivered();
    const jobs = (): Promise<unknown[]> =>
      app.database.query(
        `SELECT 1 FROM outbox WHERE name = 'tell-favorites' AND (payload ->> 'movie_id')::int = $1`,
        [id],
      );
    expect(await jobs()).toHaveLength(1);
    await app.database.query(
      `UPDATE announced_films SET announced_at = announced_at - interval '31 days' WHERE movie_id = $1`,
      [id],
    );
    await announce();
    await delivered();

    expect(await jobs()).toHaveLength(2);
  });

  it('is told when a screening becomes one of it', async () => {
    const other = (await aMovie(app, { time: 100 })).uuid;
    const id = await show('04-01', other);
    expect(await told(me)).toEqual([]);
    await app.as('moderator').patch(`/screenings/${id}`).send({ movie_uuid: film }).expect(200);

    expect(await told(me)).toHaveLength(1);
  });

  it('is told to hundreds, some at a time, so that what else is to be done does not wait', async () => {
    await app.database.query(
      `WITH people AS (
         INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
         SELECT 'fan-' || $1 || '-' || n || '@test.example', 'x', true, now(), g.id
         FROM generate_series(1, 250) n, user_groups g WHERE g.name = 'user' RETURNING id
       ) INSERT INTO favorites (user_id, movie_id) SELECT id, $2 FROM people`,
      [next(), await movieId()],
    );
    await show('05-01');
    await delivered();

    const [row] = await app.database.query<{ people: number; batches: number; waited: boolean }>(
      `SELECT count(*) FILTER (WHERE name = 'notify')::int AS people,
         count(*) FILTER (WHERE name = 'tell-favorites')::int AS batches,
         bool_and(not_before > created_at) FILTER (WHERE name = 'tell-favorites' AND payload ->> 'after' <> '0') AS waited
       FROM outbox WHERE payload ->> 'subject' = 'movie:' || $1 OR payload ->> 'movie_id' = $1`,
      [String(await movieId())],
    );
    expect(row).toEqual({ people: 251, batches: 3, waited: true });
    expect(await told(me)).toHaveLength(1);
  });
});
