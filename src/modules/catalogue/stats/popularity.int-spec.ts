import { aMovie } from '../../../../test/support/factories.js';
import { readers } from '../../../../test/support/reactions.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { MovieStatsService } from './movie-stats.service.js';
import { PopularityTask } from './popularity.task.js';

describe('popularity', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
  });
  afterEach(async () => {
    await app.database.query('DELETE FROM movie_reactions');
    await app.database.query('DELETE FROM movie_ratings');
    await app.get(MovieStatsService).rebuild();
  });
  afterAll(() => app.close());

  /** A film with so many likes, dislikes, and these ratings, all so many days old. */
  async function film(deeds: { likes?: number; dislikes?: number; ratings?: number[]; days?: number }) {
    const { likes = 0, dislikes = 0, ratings = [], days = 0 } = deeds;
    const { uuid } = await aMovie(app);
    const people = (await readers(app, likes + dislikes + ratings.length)).map(({ id }) => id);
    const age = [uuid, days] as const;
    await app.database.query(
      `INSERT INTO movie_reactions (user_id, movie_id, value, created_at)
       SELECT u, m.id, CASE WHEN n <= $4 THEN 'like' ELSE 'dislike' END, now() - $2 * interval '1 day'
       FROM movies m, unnest($3::int[]) WITH ORDINALITY AS p (u, n) WHERE m.uuid = $1`,
      [...age, people.slice(0, likes + dislikes), likes],
    );
    await app.database.query(
      `INSERT INTO movie_ratings (user_id, movie_id, value, updated_at)
       SELECT u, m.id, v, now() - $2 * interval '1 day'
       FROM movies m, unnest($3::int[], $4::int[]) AS p (u, v) WHERE m.uuid = $1`,
      [...age, people.slice(likes + dislikes), ratings],
    );
    return uuid;
  }
  const recompute = async (): Promise<string> => {
    await app.get(MovieStatsService).addNotes();
    return app.get(PopularityTask).run();
  };
  const popularityOf = async (uuid: string): Promise<number> =>
    (
      await app.database.query<{ popularity: number }>(
        'SELECT popularity FROM movie_stats s JOIN movies m ON m.id = s.movie_id WHERE uuid = $1',
        [uuid],
      )
    )[0]?.popularity ?? -1;

  it('follows the formula', async () => {
    const uuids = {
      untouched: await film({}),
      liked: await film({ likes: 3 }),
      rated: await film({ ratings: [10, 10, 7] }),
      disliked: await film({ dislikes: 3 }),
      mixed: await film({ likes: 2, dislikes: 1 }),
      monthOld: await film({ likes: 3, days: 30 }),
      ancient: await film({ likes: 3, days: 400 }),
    };

    expect(await recompute()).toBe('changed the popularity of 4 films');

    expect(await popularityOf(uuids.untouched)).toBe(0);
    expect(await popularityOf(uuids.liked)).toBeCloseTo(Math.log(1 + 6) * 0.6, 4);
    expect(await popularityOf(uuids.rated)).toBeCloseTo((Math.log(1 + 3) * (87 / 13)) / 10, 4);
    expect(await popularityOf(uuids.disliked)).toBe(0);
    expect(await popularityOf(uuids.mixed)).toBeCloseTo(Math.log(1 + 3) * 0.6, 4);
    expect(await popularityOf(uuids.monthOld)).toBeCloseTo(Math.log(1 + 3) * 0.6, 4);
    expect(await popularityOf(uuids.ancient)).toBe(0);
  });

  it('is left alone where it changes too little to matter', async () => {
    await film({ likes: 5 });
    await recompute();

    expect(await recompute()).toBe('changed the popularity of 0 films');
  });

  it('is gone when everything is taken back, and sorts lists while it is there', async () => {
    const [less, more] = [await film({ likes: 1 }), await film({ likes: 4 })];
    await recompute();
    const { body } = await app.as().get('/movies?sort=-popularity&per_page=2').expect(200);
    expect(body.items).toMatchObject([{ uuid: more }, { uuid: less }]);
    await app.database.query('DELETE FROM movie_reactions');

    await recompute();

    expect([await popularityOf(less), await popularityOf(more)]).toEqual([0, 0]);
  });
});
