import type { MovieResponse } from '../../../src/modules/catalogue/movies/movie.dto.js';
import { MovieStatsService } from '../../../src/modules/catalogue/index.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { withToken } from '../../support/people.js';
import { type Reader, readers, wrongCounters } from '../../support/reactions.js';
import { TEST_PASSWORD } from '../../support/test-accounts.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const react = (app: TestApp, { token }: Reader, uuid: string, what: string, value: unknown) =>
  withToken(app, token).put(`/movies/${uuid}/${what}`).send({ value });
const detail = async (app: TestApp, uuid: string): Promise<MovieResponse> =>
  (await app.as().get(`/movies/${uuid}`).expect(200)).body as MovieResponse;
const listed = async (app: TestApp, name: string): Promise<MovieResponse | undefined> =>
  ((await app.as().get(`/movies?q=${encodeURIComponent(name)}`)).body.items as MovieResponse[])[0];
const notes = (app: TestApp) => app.database.query('SELECT * FROM movie_stats_notes');

describe('many reactions at once', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());
  afterEach(async () => expect(await wrongCounters(app)).toEqual([]));

  it('of one person count as one', async () => {
    const { uuid } = await aMovie(app);
    const [reader] = await readers(app, 1);
    if (!reader) throw new Error('There is no reader.');
    const send = (n: number) => react(app, reader, uuid, 'reaction', n % 2 === 0 ? 'like' : 'dislike');

    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send(n)));

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const { likes, dislikes } = await detail(app, uuid);
    expect(likes + dislikes).toBe(1);
    const { body } = await withToken(app, reader.token).get(`/movies/${uuid}`);
    expect([body.likes, body.dislikes]).toEqual(body.reaction === 'like' ? [1, 0] : [0, 1]);
  });

  it('of one person who takes them back as often leave what the rows say', async () => {
    const { uuid } = await aMovie(app);
    const [reader] = await readers(app, 1);
    if (!reader) throw new Error('There is no reader.');

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 === 0
          ? react(app, reader, uuid, 'rating', 1 + (n % 10))
          : withToken(app, reader.token).delete(`/movies/${uuid}/rating`),
      ),
    );

    for (const { status } of answers) expect([200, 204]).toContain(status);
    const { body } = await withToken(app, reader.token).get(`/movies/${uuid}`);
    expect([body.rating_count, body.average_rating]).toEqual([body.rating === null ? 0 : 1, body.rating]);
  });

  it('of a hundred people are all counted, on the detail at once and in lists within a second', async () => {
    const { uuid, name } = await aMovie(app, { name: 'Everybody knows it' });
    const people = await readers(app, 100);

    const answers = await Promise.all(
      people.flatMap((reader, n) => [
        react(app, reader, uuid, 'reaction', n < 60 ? 'like' : 'dislike'),
        react(app, reader, uuid, 'rating', 1 + (n % 10)),
      ]),
    );
    const exact = { likes: 60, dislikes: 40, rating_count: 100, average_rating: 5.5 };

    expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(200));
    expect(await detail(app, uuid)).toMatchObject(exact);
    const since = performance.now();
    await eventually(async () => expect(await listed(app, name)).toMatchObject(exact));
    expect(performance.now() - since).toBeLessThan(1_000);
    expect(await detail(app, uuid)).toMatchObject(exact);
    await eventually(async () => expect(await notes(app)).toEqual([]));
  });

  it('are right on the detail at every moment, whoever adds notes up meanwhile', async () => {
    const { uuid } = await aMovie(app);
    const people = await readers(app, 40);
    const stats = app.get(MovieStatsService);
    const seen: number[] = [];

    let done = 0;
    const reacting = people.map(async (reader) => {
      await react(app, reader, uuid, 'reaction', 'like').expect(200);
      done += 1;
    });
    const looking = async (): Promise<void> => {
      while (done < people.length) {
        const least = done;
        const { likes } = await detail(app, uuid);
        seen.push(likes);
        expect(likes).toBeGreaterThanOrEqual(least);
        await Promise.all([stats.addNotes(), stats.addNotes(), stats.rebuild()]);
      }
    };
    await Promise.all([...reacting, looking()]);

    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect((await detail(app, uuid)).likes).toBe(40);
  });
});

describe('notes that nobody added up', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
  });
  afterEach(() => app.close());

  it('are on the detail, and in lists once a process that works is there', async () => {
    const { uuid, name } = await aMovie(app, { name: 'Lonely' });
    await app.as('user').put(`/movies/${uuid}/reaction`).send({ value: 'like' }).expect(200);
    await app.as('user').put(`/movies/${uuid}/rating`).send({ value: 4 }).expect(200);
    expect(await detail(app, uuid)).toMatchObject({ likes: 1, average_rating: 4 });
    expect(await listed(app, name)).toMatchObject({ likes: 0, average_rating: null });

    const worker = await createTestApp({ database: app.database });
    try {
      await eventually(async () =>
        expect(await listed(app, name)).toMatchObject({ likes: 1, average_rating: 4 }),
      );
    } finally {
      await worker.close();
    }
  });

  it('go with a film that is deleted', async () => {
    const { uuid } = await aMovie(app);
    await app.as('user').put(`/movies/${uuid}/reaction`).send({ value: 'like' }).expect(200);
    await app.as('moderator').delete(`/movies/${uuid}`).expect(204);

    expect(await app.get(MovieStatsService).addNotes()).toBe(0);
    expect(await notes(app)).toEqual([]);
  });

  it('are counted once by a rebuild, which puts right what is wrong', async () => {
    const [right, wrong] = [await aMovie(app), await aMovie(app)];
    for (const { uuid } of [right, wrong]) {
      await app.as('user').put(`/movies/${uuid}/reaction`).send({ value: 'dislike' }).expect(200);
      await app.as('user').put(`/movies/${uuid}/rating`).send({ value: 8 }).expect(200);
    }
    await app.database.query(
      `UPDATE movie_stats SET likes = 7, rating_sum = 99, average_rating = 1
       WHERE movie_id = (SELECT id FROM movies WHERE uuid = $1)`,
      [wrong.uuid],
    );
    const stats = app.get(MovieStatsService);

    expect(await stats.rebuild()).toEqual({ films: 2, wrong: 1 });
    expect(await stats.rebuild()).toEqual({ films: 2, wrong: 0 });

    expect(await notes(app)).toEqual([]);
    for (const { uuid, name } of [right, wrong]) {
      const counters = { likes: 0, dislikes: 1, rating_count: 1, average_rating: 8 };
      expect(await detail(app, uuid)).toMatchObject(counters);
      expect(await listed(app, name)).toMatchObject(counters);
    }
  });
});

describe('an account that is deleted', () => {
  it('takes its reactions, ratings and favourites along, also those that arrive meanwhile', async () => {
    const app = await createTestApp();
    const films = await Promise.all([1, 2, 3].map(() => aMovie(app)));
    for (const { uuid } of films) {
      for (const group of ['user', 'cashier'] as const) {
        const client = app.as(group);
        await client.put(`/movies/${uuid}/reaction`).send({ value: 'like' }).expect(200);
        await client.put(`/movies/${uuid}/rating`).send({ value: 3 }).expect(200);
        await client.put(`/movies/${uuid}/favorite`).expect(200);
      }
    }

    const [deletion] = await Promise.all([
      app.as('user').delete('/accounts/me').send({ password: TEST_PASSWORD }),
      ...films.map(({ uuid }) => app.as('user').put(`/movies/${uuid}/reaction`).send({ value: 'dislike' })),
      ...films.map(({ uuid }) => app.as('user').put(`/movies/${uuid}/favorite`)),
    ]);

    expect(deletion.status).toBe(204);
    for (const table of ['movie_reactions', 'movie_ratings', 'favorites']) {
      const left = await app.database.query(`SELECT DISTINCT user_id FROM ${table}`);
      expect([table, left]).toEqual([table, [{ user_id: 2 }]]);
    }
    for (const { uuid } of films)
      expect(await detail(app, uuid)).toMatchObject({ likes: 1, dislikes: 0, rating_count: 1 });
    expect(await wrongCounters(app)).toEqual([]);
    await app.close();
  });

  it.each([
    ['reaction', 'like', 'movie_reactions'],
    ['rating', 5, 'movie_ratings'],
    ['favorite', undefined, 'favorites'],
  ])('leaves no %s of a request that was let in before', async (what, value, table) => {
    const app = await createTestApp();
    const { uuid } = await aMovie(app);
    const [reader] = await readers(app, 1);
    if (!reader) throw new Error('There is no reader.');
    await app.database.query('BEGIN');
    await app.database.query('UPDATE users SET is_active = false, deleted_at = now() WHERE id = $1', [
      reader.id,
    ]);

    const sent = react(app, reader, uuid, what, value).then((answer) => answer.status);
    await eventually(async () =>
      expect(
        await app.database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        ),
      ).toHaveLength(1),
    );
    await app.database.query('COMMIT');

    expect(await sent).toBe(200);
    expect(await app.database.query(`SELECT * FROM ${table}`)).toEqual([]);
    await app.close();
  });
});
