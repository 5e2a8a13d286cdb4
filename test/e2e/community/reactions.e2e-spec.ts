import type { MovieResponse } from '../../../src/modules/catalogue/movies/movie.dto.js';
import type { Group } from '../../../src/platform/auth/index.js';
import { eventually } from '../../support/eventually.js';
import { aMovie, aTerm } from '../../support/factories.js';
import { wrongCounters } from '../../support/reactions.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let app: TestApp;
let uuid: string;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  ({ uuid } = await aMovie(app));
});
afterEach(async () => expect(await wrongCounters(app)).toEqual([]));
afterAll(() => app.close());

const movie = async (group?: Group): Promise<MovieResponse> =>
  (await app.as(group).get(`/movies/${uuid}`).expect(200)).body as MovieResponse;
const put = (what: string, value: unknown, group: Group = 'user') =>
  app.as(group).put(`/movies/${uuid}/${what}`).send({ value });
const remove = (what: string, group: Group = 'user') => app.as(group).delete(`/movies/${uuid}/${what}`);

describe('a reaction', () => {
  it('is counted once, however often it is sent', async () => {
    const first = await put('reaction', 'like').expect(200);
    expect(first.body).toEqual({ movie_uuid: uuid, value: 'like' });
    await put('reaction', 'like').expect(200);
    await put('reaction', 'like', 'cashier').expect(200);
    await put('reaction', 'dislike', 'admin').expect(200);

    expect(await movie()).toMatchObject({ likes: 2, dislikes: 1, rating_count: 0, average_rating: null });
  });

  it('takes the place of the former one', async () => {
    await put('reaction', 'like').expect(200);
    await put('reaction', 'dislike').expect(200);

    expect(await movie('user')).toMatchObject({ likes: 0, dislikes: 1, reaction: 'dislike' });
  });

  it('can be taken back, also where there is none', async () => {
    await put('reaction', 'like').expect(200);
    await put('reaction', 'like', 'cashier').expect(200);
    await remove('reaction').expect(204);
    await remove('reaction').expect(204);

    expect(await movie('user')).toMatchObject({ likes: 1, dislikes: 0, reaction: null });
  });

  it.each([
    ['no value', {}, 'value'],
    ['null', { value: null }, 'value'],
    ['another word', { value: 'love' }, 'value'],
    ['several words', { value: ['like', 'dislike'] }, 'value'],
    ['something unknown', { value: 'like', user_id: 4 }, 'user_id'],
  ])('is refused with %s', async (_what, body, field) => {
    const { body: problem } = await app.as('user').put(`/movies/${uuid}/reaction`).send(body).expect(422);

    expect(problem.errors).toMatchObject([{ field }]);
    expect(await movie('user')).toMatchObject({ likes: 0, reaction: null });
  });
});

describe('a rating', () => {
  it('counts once for everybody, is replaced, and leaves what IMDb says', async () => {
    const { imdb, votes } = await movie();
    const first = await put('rating', 9).expect(200);
    expect(first.body).toEqual({ movie_uuid: uuid, value: 9 });
    await put('rating', 9).expect(200);
    await put('rating', 4, 'cashier').expect(200);
    await put('rating', 7, 'cashier').expect(200);
    await put('rating', 7, 'admin').expect(200);

    expect(await movie('cashier')).toMatchObject({
      average_rating: 7.67,
      rating_count: 3,
      rating: 7,
      imdb,
      votes,
    });
  });

  it('has nothing to do with the reaction', async () => {
    await put('reaction', 'dislike').expect(200);
    await put('rating', 10).expect(200);
    await remove('reaction').expect(204);

    expect(await movie('user')).toMatchObject({
      reaction: null,
      rating: 10,
      average_rating: 10,
      dislikes: 0,
    });
  });

  it('can be taken back, also where there is none', async () => {
    await put('rating', 3).expect(200);
    await remove('rating').expect(204);
    await remove('rating').expect(204);

    expect(await movie('user')).toMatchObject({ average_rating: null, rating_count: 0, rating: null });
  });

  it.each([0, 11, -1, 5.5, '9', null, true, [5], undefined])('is refused when it is %p', async (value) => {
    const { body } = await put('rating', value).expect(422);

    expect(body.errors).toEqual([{ field: 'value', message: 'must be a whole number from 1 to 10' }]);
    expect(await movie('user')).toMatchObject({ rating_count: 0, rating: null });
  });

  it('is refused with something unknown', async () => {
    const { body } = await app
      .as('user')
      .put(`/movies/${uuid}/rating`)
      .send({ value: 5, imdb: 9 })
      .expect(422);

    expect(body.errors).toMatchObject([{ field: 'imdb' }]);
  });
});

describe.each([
  ['reaction', 'like'],
  ['rating', 5],
  ['favorite', undefined],
])('a %s', (what, value) => {
  it('is for those who have signed in', async () => {
    await app.as().put(`/movies/${uuid}/${what}`).send({ value }).expect(401);
    await app.as().delete(`/movies/${uuid}/${what}`).expect(401);
  });

  it('needs a film that is there', async () => {
    await app.as('moderator').delete(`/movies/${uuid}`).expect(204);
    for (const gone of [uuid, NOBODY]) {
      await app.as('user').put(`/movies/${gone}/${what}`).send({ value }).expect(404);
      await app.as('user').delete(`/movies/${gone}/${what}`).expect(404);
    }
  });

  it('names a wrong id', async () => {
    for (const method of ['put', 'delete'] as const) {
      const { body } = await app.as('user')[method](`/movies/7/${what}`).send({ value }).expect(422);
      expect(body.errors).toEqual([{ field: 'uuid', message: 'must be a UUID' }]);
    }
  });
});

describe('lists', () => {
  it('have the new counters within a second, and can be sorted by the rating', async () => {
    const { name: genre } = await aTerm(app, 'genres');
    ({ uuid } = await aMovie(app, { genres: [genre] }));
    const better = await aMovie(app, { genres: [genre] });
    await put('rating', 2).expect(200);
    await app.as('user').put(`/movies/${better.uuid}/rating`).send({ value: 8 }).expect(200);
    const since = performance.now();

    await eventually(async () => {
      const { body } = await app.as().get(`/movies?sort=-rating&genre=${genre}`).expect(200);
      expect(body.items).toMatchObject([
        { uuid: better.uuid, average_rating: 8, rating_count: 1 },
        { uuid, average_rating: 2, rating_count: 1 },
      ]);
    });

    expect(performance.now() - since).toBeLessThan(1_000);
  });
});

describe('the ETag of a film', () => {
  const read = async (known: string, group?: Group) =>
    app.as(group).get(`/movies/${uuid}`).set('if-none-match', known);
  const tagFor = async (group?: Group) =>
    String((await app.as(group).get(`/movies/${uuid}`).expect(200)).headers['etag']);

  it('changes with the own reaction, rating and favourite, and holds while nothing changes', async () => {
    for (const [what, value] of [
      ['reaction', 'like'],
      ['reaction', 'dislike'],
      ['rating', 8],
      ['favorite', undefined],
    ] as const) {
      const former = await tagFor('user');
      expect((await read(former, 'user')).status).toBe(304);
      await put(what, value).expect(200);
      expect((await read(former, 'user')).status).toBe(200);
    }
  });

  it('changes for readers who have not signed in with every reaction, also of one moment', async () => {
    const former = await tagFor();
    expect((await read(former)).status).toBe(304);
    await put('reaction', 'like').expect(200);
    const second = await read(former);
    expect([second.status, second.body.likes]).toEqual([200, 1]);
    await put('reaction', 'like', 'cashier').expect(200);
    const third = await read(String(second.headers['etag']));
    expect([third.status, third.body.likes]).toEqual([200, 2]);
  });

  it('lets editors who have signed in change what they saw, and nothing else', async () => {
    const seen = await tagFor('moderator');
    await put('reaction', 'like', 'moderator').expect(200);
    const edit = (tag: string, price: number) =>
      app.as('moderator').patch(`/movies/${uuid}`).set('if-match', tag).send({ price });
    await edit(seen, 3).expect(200);
    await edit(seen, 4).expect(412);
  });
});
