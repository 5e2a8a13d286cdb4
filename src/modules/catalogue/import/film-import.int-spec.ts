import { aMovie, aTerm } from '../../../../test/support/factories.js';
import {
  aFilm,
  disagreementsIn,
  jsonOf,
  madeUpCsv,
  runImport,
  wholeCatalogue,
} from '../../../../test/support/film-import.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import type { ImportState } from './film-import.js';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const run = (text: string): Promise<ImportState> => runImport(app, text);
const runFilms = (...films: Record<string, unknown>[]): Promise<ImportState> => run(jsonOf(films));
const rows = <Row = Record<string, unknown>>(sql: string): Promise<Row[]> => app.database.query<Row>(sql);
const revision = async (): Promise<unknown> => (await rows('SELECT revision FROM catalogue_revision'))[0];

describe('An import', () => {
  it('writes films with everything that belongs to them', async () => {
    const end = await runFilms(
      aFilm({
        name: 'Heat',
        year: 1995,
        time: 170,
        imdb: 8.3,
        votes: 721000,
        meta_score: 76.5,
        gross: 67436818.25,
        description: 'A thief.',
        certification: 'R',
        min_age: 17,
        genres: ['Crime', 'Drama'],
        stars: ['Robert De Niro', 'Al Pacino'],
        directors: ['Michael Mann'],
      }),
    );
    expect(end).toEqual({
      processed: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      errors: [],
      progress: 100,
    });
    expect(await wholeCatalogue(app)).toEqual([
      {
        name: 'Heat',
        year: 1995,
        time: 170,
        imdb: 8.3,
        votes: 721000,
        meta_score: 76.5,
        gross: 67436818.25,
        description: 'A thief.',
        price: 5,
        certification: 'R',
        min_age: 17,
        genres: ['Crime', 'Drama'],
        stars: ['Robert De Niro', 'Al Pacino'],
        directors: ['Michael Mann'],
        version: 1,
      },
    ]);
    const { body } = await app.as().get('/movies').query({ q: 'al pacinno' }).expect(200);
    expect(body.items).toMatchObject([{ name: 'Heat' }]);
  });

  it('leaves counters and search as they would be if they were made anew', async () => {
    expect(await run(madeUpCsv(1_300))).toMatchObject({ processed: 1_300, created: 1_300, rejected: 0 });
    expect(await disagreementsIn(app)).toEqual([]);
  });

  it('changes nothing when it is repeated, and says so', async () => {
    await run(madeUpCsv(700));
    const before = [
      await revision(),
      await rows('SELECT id, xmin::text, updated_at FROM movies ORDER BY id'),
    ];
    expect(await run(madeUpCsv(700))).toMatchObject({
      processed: 700,
      created: 0,
      updated: 0,
      unchanged: 700,
    });
    expect([
      await revision(),
      await rows('SELECT id, xmin::text, updated_at FROM movies ORDER BY id'),
    ]).toEqual(before);
  });

  it('gives films that are there the facts and relations of the file, never its price', async () => {
    const movie = await aMovie(app, {
      name: 'Heat',
      year: 1995,
      time: 170,
      price: '3.33',
      stars: ['Old Star', 'Al Pacino'],
    });
    const before = await revision();
    const stated = {
      certification: 'R',
      min_age: null,
      meta_score: 1,
      gross: 2,
      genres: ['Crime'],
      directors: [],
    };
    const end = await runFilms(
      aFilm({ ...stated, name: 'HEAT', year: 1995, time: 170, votes: 2e6, stars: ['Al Pacino', 'New Star'] }),
    );
    expect(end).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(await wholeCatalogue(app)).toMatchObject([
      { ...stated, name: 'HEAT', price: 3.33, votes: 2e6, stars: ['Al Pacino', 'New Star'], version: 2 },
    ]);
    expect(await revision()).not.toEqual(before);
    const { body } = await app.as().get(`/movies/${movie.uuid}`).expect(200);
    expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(movie.updated_at));
    expect((await app.as().get('/movies').query({ q: 'new star' })).body.items).toMatchObject([
      { name: 'HEAT' },
    ]);
    expect((await app.as().get('/movies').query({ q: 'old star' })).body.items).toEqual([]);
    expect(await disagreementsIn(app)).toEqual([]);
  });

  it('corrects the case of a name', async () => {
    await runFilms(aFilm({ name: 'heat' }));
    expect(await runFilms(aFilm({ name: 'Heat' }))).toMatchObject({ updated: 1 });
    expect(await wholeCatalogue(app)).toMatchObject([{ name: 'Heat', version: 2 }]);
  });

  it('lets films keep what the file says nothing about', async () => {
    const kept = {
      certification: 'R',
      min_age: 17,
      meta_score: 76,
      gross: 5,
      genres: ['Crime'],
      stars: ['Al Pacino'],
      directors: ['Michael Mann'],
    };
    await aMovie(app, { ...aFilm({ name: 'Heat' }), ...kept });
    expect(await runFilms(aFilm({ name: 'Heat' }))).toMatchObject({ unchanged: 1 });
    expect(await runFilms(aFilm({ name: 'Heat', votes: 7, genres: ['Drama'] }))).toMatchObject({
      updated: 1,
    });
    expect(await wholeCatalogue(app)).toMatchObject([{ ...kept, genres: ['Drama'], votes: 7 }]);
    expect(await disagreementsIn(app)).toEqual([]);
  });

  it('enters a deleted film anew', async () => {
    const movie = await aMovie(app, aFilm({ name: 'Heat', price: '3.33' }));
    await app.as('moderator').delete(`/movies/${movie.uuid}`).expect(204);
    expect(await runFilms(aFilm({ name: 'Heat' }))).toMatchObject({ created: 1 });
    expect(await wholeCatalogue(app)).toMatchObject([{ name: 'Heat', price: 5 }]);
  });

  it('takes two spellings that only the database knows to be one film', async () => {
    const spelt = (votes: number) => ['İzmir', 'izmir'].map((name, n) => aFilm({ name, votes: votes + n }));
    expect(await runFilms(...spelt(1))).toMatchObject({ created: 1, updated: 1 });
    expect(await runFilms(...spelt(5))).toMatchObject({ created: 0, updated: 2 });
    expect(await rows('SELECT count(*)::int AS n FROM movies')).toEqual([{ n: 1 }]);
    expect(await disagreementsIn(app)).toEqual([]);
  });

  it('knows terms whatever their case, and links each once', async () => {
    await aTerm(app, 'stars', 'Al Pacino');
    await runFilms(
      aFilm({ stars: ['AL PACINO', 'Zoë', 'ZOË'], genres: 'Drama|drama', certification: 'r' }),
      aFilm({ stars: ['zoë', 'al pacino'], genres: 'DRAMA', certification: 'R' }),
    );
    expect(await rows('SELECT name, movie_count FROM stars ORDER BY id')).toEqual([
      { name: 'Al Pacino', movie_count: 2 },
      { name: 'Zoë', movie_count: 2 },
    ]);
    expect(await rows('SELECT movie_count FROM genres')).toEqual([{ movie_count: 2 }]);
    expect(await rows('SELECT movie_count FROM certifications')).toEqual([{ movie_count: 2 }]);
  });

  it('never makes the database refuse a row that it took', async () => {
    const names = Array.from({ length: 100 }, (_, n) => `${n} ${'😀'.repeat(90)}`);
    const most = aFilm({
      name: '㍿'.repeat(166),
      year: 2100,
      time: 1500,
      imdb: 10,
      votes: 2e9,
      meta_score: 100,
      gross: 1e11,
      description: '\\"{NULL},\n' + 'é '.repeat(4_990),
      certification: 'X'.repeat(100),
      min_age: 21,
      genres: names.slice(0, 20),
      stars: names,
      directors: names.slice(0, 20),
    });
    const least = aFilm({
      name: '"',
      year: 1870,
      time: 1,
      imdb: 0,
      votes: 0,
      meta_score: 0,
      gross: 0,
      description: '.',
    });
    const odd = aFilm({ name: 'NULL', description: '{}', stars: ['NULL', '{}', '\\', '"', ','] });
    expect(await runFilms(most, least, odd)).toMatchObject({ created: 3, rejected: 0 });
    expect(await runFilms(most, least, odd)).toMatchObject({ unchanged: 3, rejected: 0 });
    const found = (await wholeCatalogue(app)).find(({ name }) => name === 'NULL');
    expect(found).toMatchObject({ description: '{}', stars: ['NULL', '{}', '\\', '"', ','] });
  });
});
