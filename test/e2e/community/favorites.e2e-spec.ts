import type { MoviePage } from '../../../src/modules/catalogue/reading/movie-list.dto.js';
import type { Group } from '../../../src/platform/auth/index.js';
import { aMovie, aTerm } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  for (const table of ['favorites', 'movie_reactions', 'movie_ratings', 'movie_stats']) {
    await app.database.query(`DELETE FROM ${table}`);
  }
  await app.database.query('UPDATE movies SET deleted_at = now()');
});
afterAll(() => app.close());

const favorite = (uuid: string, group: Group = 'user') => app.as(group).put(`/movies/${uuid}/favorite`);
const list = async (query = '', group: Group = 'user'): Promise<MoviePage> =>
  (await app.as(group).get(`/favorites${query}`).expect(200)).body as MoviePage;
const names = async (query = ''): Promise<string[]> => (await list(query)).items.map((item) => item.name);

/** Three favourites in this order, and a film that is none. */
async function threeFavorites(): Promise<void> {
  for (const [name, year, genres] of [
    ['Bravo', 1999, ['Drama']],
    ['Alpha', 2005, ['Drama', 'Noir']],
    ['Charlie', 1950, ['Noir']],
  ] as const) {
    await favorite((await aMovie(app, { name, year, genres })).uuid).expect(200);
  }
  await aMovie(app, { name: 'Delta', year: 2010, genres: ['Noir'] });
}

describe('favourites', () => {
  it('are listed for their owner alone, the latest first', async () => {
    await threeFavorites();

    const { items, total_items } = await list();

    expect(items.map((item) => item.name)).toEqual(['Charlie', 'Alpha', 'Bravo']);
    expect(items).toMatchObject(Array(3).fill({ is_favorite: true, reaction: null, rating: null }));
    expect(total_items).toBe(3);
    expect(await list('', 'cashier')).toMatchObject({ items: [], total_items: 0 });
    await app.as().get('/favorites').expect(401);
  });

  it('stay where they are when they are added again', async () => {
    const [first, second] = [await aMovie(app), await aMovie(app)];
    const { body } = await favorite(first.uuid).expect(200);
    await favorite(second.uuid).expect(200);

    const again = await favorite(first.uuid).expect(200);

    expect(again.body).toEqual(body);
    expect(body).toEqual({ movie_uuid: first.uuid, added_at: expect.any(String) });
    expect((await list()).items.map((item) => item.uuid)).toEqual([second.uuid, first.uuid]);
  });

  it('can be removed, also where there is none, and the list knows at once', async () => {
    const { uuid } = await aMovie(app);
    await favorite(uuid).expect(200);
    expect((await list()).total_items).toBe(1);
    await app.as('user').delete(`/movies/${uuid}/favorite`).expect(204);
    expect(await list()).toMatchObject({ items: [], total_items: 0 });
    await app.as('user').delete(`/movies/${uuid}/favorite`).expect(204);
  });

  it.each([
    ['?genre=Noir', ['Charlie', 'Alpha']],
    ['?genre=Noir&genre=Drama&match=all', ['Alpha']],
    ['?year_from=1990&sort=year', ['Bravo', 'Alpha']],
    ['?sort=name', ['Alpha', 'Bravo', 'Charlie']],
    ['?sort=-name', ['Charlie', 'Bravo', 'Alpha']],
    ['?sort=added_at', ['Bravo', 'Alpha', 'Charlie']],
    ['?sort=-popularity,added_at', ['Bravo', 'Alpha', 'Charlie']],
    ['?q=alpha', ['Alpha']],
    ['?q=alfa', []],
    ['?q=delta', []],
    ['?q=alpah', ['Alpha']],
    ['?q=alpha&sort=added_at', ['Alpha']],
    ['?imdb_from=9', []],
  ])('take %s as other lists do', async (query, expected) => {
    await threeFavorites();

    expect(await names(query)).toEqual(expected);
  });

  it('are counted by facets', async () => {
    await threeFavorites();

    const { facets } = await list('?facets=genre,decade');

    expect(facets?.genre?.map(({ name, count }) => [name, count])).toEqual([
      ['Drama', 2],
      ['Noir', 2],
    ]);
    expect(facets?.decade?.map(({ decade }) => decade)).toEqual([2000, 1990, 1950]);
  });

  it('come in pages that lead on to each other', async () => {
    await threeFavorites();

    const first = await list('?per_page=2');
    const next = await app.as('user').get(String(first.next_page)).expect(200);
    const former = await app
      .as('user')
      .get(String((next.body as MoviePage).prev_page))
      .expect(200);

    expect(first.total_pages).toBe(2);
    expect((next.body as MoviePage).items.map((item) => item.name)).toEqual(['Bravo']);
    expect((former.body as MoviePage).items).toEqual(first.items);
    expect(await names('?per_page=2&page=2')).toEqual(['Bravo']);
  });

  it('know what they can be sorted by, which other lists cannot', async () => {
    const { body } = await app.as('user').get('/favorites?sort=colour').expect(422);
    expect(body.errors[0].message).toContain('added_at');
    await app.as('user').get('/movies?sort=added_at').expect(422);
  });

  it('lose films that are deleted', async () => {
    await threeFavorites();
    const alpha = (await list('?q=alpha')).items[0];
    await app
      .as('moderator')
      .delete(`/movies/${alpha?.uuid ?? ''}`)
      .expect(204);

    expect(await list()).toMatchObject({ items: [{ name: 'Charlie' }, { name: 'Bravo' }], total_items: 2 });
  });
});

describe('what a film is to the viewer', () => {
  it('is shown wherever films are', async () => {
    const genre = await aTerm(app, 'genres');
    const film = await aMovie(app, { genres: [genre.name] });
    const other = await aMovie(app, { genres: [genre.name] });
    await favorite(film.uuid).expect(200);
    await app.as('user').put(`/movies/${film.uuid}/reaction`).send({ value: 'like' }).expect(200);
    await app.as('user').put(`/movies/${film.uuid}/rating`).send({ value: 6 }).expect(200);
    const own = { uuid: film.uuid, reaction: 'like', rating: 6, is_favorite: true };
    const nothing = { reaction: null, rating: null, is_favorite: false };

    for (const address of ['/movies', `/genres/${genre.id}/movies`, `/movies/${other.uuid}/similar`]) {
      const seen = async (group?: Group) =>
        ((await app.as(group).get(address).expect(200)).body as MoviePage).items.find(
          (item) => item.uuid === film.uuid,
        );
      expect(await seen('user')).toMatchObject(own);
      expect(await seen('cashier')).toMatchObject(nothing);
      for (const field of Object.keys(nothing)) expect(await seen()).not.toHaveProperty(field);
    }
    expect((await app.as('user').get(`/movies/${other.uuid}`)).body).toMatchObject(nothing);
    expect((await app.as('user').get(`/movies/${film.uuid}`)).body).toMatchObject(own);
    expect((await app.as().get(`/movies/${film.uuid}`)).body).not.toHaveProperty('is_favorite');
  });

  it('never comes out of the answers that are kept for readers who have not signed in', async () => {
    const cached = await createTestApp({
      environment: { RESPONSE_CACHE: 'on' },
      database: app.database,
    });
    const film = await aMovie(cached);
    await cached.as('user').put(`/movies/${film.uuid}/favorite`).expect(200);
    const first = async (client: ReturnType<TestApp['as']>) =>
      ((await client.get('/movies').expect(200)).body as MoviePage).items[0];

    expect(await first(cached.as())).not.toHaveProperty('is_favorite');
    expect(await first(cached.as('user'))).toMatchObject({ is_favorite: true });
    expect(await first(cached.as().set('authorization', 'Bearer forged'))).not.toHaveProperty('is_favorite');
    expect(await first(cached.as())).not.toHaveProperty('is_favorite');
    await cached.close();
  });
});
