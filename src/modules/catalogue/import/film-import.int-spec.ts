import { Readable } from 'node:stream';
import { generateCatalogue } from '../../../../bench/catalogue-csv.js';
import { aMovie, aTerm, next } from '../../../../test/support/factories.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { MoviesRepository } from '../movies/movies.repository.js';
import { FilmImport, type ImportFile, type ImportState } from './film-import.js';
import { TermIds } from './term-ids.js';
import { parsePriceRule } from './price-rule.js';

type Film = Record<string, unknown>;

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const film = (facts: Film = {}): Film => ({
  name: `Film ${next()}`,
  year: 2001,
  time: 120,
  imdb: 7.5,
  votes: 1000,
  description: 'Somebody wants something badly.',
  ...facts,
});

function run(text: string, options: Partial<ImportFile> = {}): Promise<ImportState> {
  const bytes = Buffer.from(text);
  const file = {
    bytes: Readable.from([bytes]),
    size: bytes.length,
    mapping: {},
    priceRule: parsePriceRule('fixed:5'),
  };
  return app.get(FilmImport).run({ ...file, ...options }, () => undefined);
}

const runFilms = (...films: Film[]): Promise<ImportState> =>
  run(films.map((one) => JSON.stringify(one)).join('\n'));

const csv = (films: number, seed = 1): string => [...generateCatalogue(films, seed)].join('');

const rows = <Row = Film>(sql: string): Promise<Row[]> => app.database.query<Row>(sql);

/** Every film with its relations as people would write them down. */
const catalogue = (): Promise<Film[]> =>
  rows(`SELECT name, year, time, imdb::float8, votes, meta_score::float8, gross::float8, description, price::float8, min_age,
      version, (SELECT c.name FROM certifications c WHERE c.id = certification_id) AS certification,
      ARRAY(SELECT t.name FROM movies_genres l JOIN genres t ON t.id = genre_id WHERE movie_id = m.id ORDER BY position) AS genres,
      ARRAY(SELECT t.name FROM movies_stars l JOIN stars t ON t.id = star_id WHERE movie_id = m.id ORDER BY position) AS stars,
      ARRAY(SELECT t.name FROM movies_directors l JOIN directors t ON t.id = director_id WHERE movie_id = m.id ORDER BY position) AS directors
    FROM movies m WHERE deleted_at IS NULL ORDER BY id`);

const revision = async (): Promise<unknown> => (await rows('SELECT revision FROM catalogue_revision'))[0];

/** Counters and index entries that are not what they would be if they were made anew. */
async function disagreements(): Promise<unknown[]> {
  const counts: unknown[] = [];
  for (const kind of ['genre', 'star', 'director']) {
    const recounted = `SELECT count(*) FROM movies_${kind}s WHERE ${kind}_id = t.id`;
    counts.push(...(await rows(`SELECT name FROM ${kind}s t WHERE movie_count <> (${recounted})`)));
  }
  const rated = await rows(
    'SELECT name FROM certifications t WHERE movie_count <> (SELECT count(*) FROM movies WHERE certification_id = t.id)',
  );
  const uncounted = await rows('SELECT id FROM movies WHERE id NOT IN (SELECT movie_id FROM movie_stats)');
  const before = await rows<{ id: number; search: string }>(
    'SELECT id, search::text FROM movies ORDER BY id',
  );
  const words = await rows('SELECT word FROM search_words ORDER BY word');
  await app.get(MoviesRepository).reindex(before.map((row) => row.id));
  const after = await rows<{ id: number; search: string }>('SELECT id, search::text FROM movies ORDER BY id');
  const stale = after.filter((row, index) => row.search !== before[index]?.search);
  expect(await rows('SELECT word FROM search_words ORDER BY word')).toEqual(words);
  return [...counts, ...rated, ...uncounted, ...stale];
}

describe('An import', () => {
  it('writes films with everything that belongs to them', async () => {
    const end = await runFilms(
      film({
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
    expect(await catalogue()).toEqual([
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
    expect(await run(csv(1_300))).toMatchObject({ processed: 1_300, created: 1_300, rejected: 0 });
    expect(await disagreements()).toEqual([]);
  });

  it('changes nothing when it is repeated, and says so', async () => {
    await run(csv(700));
    const before = [
      await revision(),
      await rows('SELECT id, xmin::text, updated_at FROM movies ORDER BY id'),
    ];
    expect(await run(csv(700))).toMatchObject({ processed: 700, created: 0, updated: 0, unchanged: 700 });
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
      film({ ...stated, name: 'HEAT', year: 1995, time: 170, votes: 2e6, stars: ['Al Pacino', 'New Star'] }),
    );
    expect(end).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(await catalogue()).toMatchObject([
      { ...stated, name: 'HEAT', price: 3.33, votes: 2e6, stars: ['Al Pacino', 'New Star'], version: 2 },
    ]);
    expect(await revision()).not.toEqual(before);
    const { body } = await app.as().get(`/movies/${movie.uuid}`).expect(200);
    expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(movie.updated_at));
    expect((await app.as().get('/movies').query({ q: 'new star' })).body.items).toMatchObject([
      { name: 'HEAT' },
    ]);
    expect((await app.as().get('/movies').query({ q: 'old star' })).body.items).toEqual([]);
    expect(await disagreements()).toEqual([]);
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
    await aMovie(app, { ...film({ name: 'Heat' }), ...kept });
    expect(await runFilms(film({ name: 'Heat' }))).toMatchObject({ unchanged: 1 });
    expect(await runFilms(film({ name: 'Heat', votes: 7, genres: ['Drama'] }))).toMatchObject({ updated: 1 });
    expect(await catalogue()).toMatchObject([{ ...kept, genres: ['Drama'], votes: 7 }]);
    expect(await disagreements()).toEqual([]);
  });

  it('enters a deleted film anew', async () => {
    const movie = await aMovie(app, film({ name: 'Heat', price: '3.33' }));
    await app.as('moderator').delete(`/movies/${movie.uuid}`).expect(204);
    expect(await runFilms(film({ name: 'Heat' }))).toMatchObject({ created: 1 });
    expect(await catalogue()).toMatchObject([{ name: 'Heat', price: 5 }]);
  });

  it('lets the last row count where a file names a film several times', async () => {
    const price = parsePriceRule('votes>=3:9,else:4');
    const twice = [
      film({ name: 'Heat', votes: 1 }),
      film({ name: 'heat', votes: 2 }),
      film({ name: 'heat', votes: 2 }),
    ];
    const text = [...twice, film({ name: 'Other' }), film({ name: 'HEAT', votes: 3 })]
      .map((one) => JSON.stringify(one))
      .join('\n');
    expect(await run(text, { priceRule: price })).toMatchObject({
      processed: 5,
      created: 2,
      updated: 2,
      unchanged: 1,
    });
    expect(await rows('SELECT name, votes, price::float8 FROM movies ORDER BY name')).toEqual([
      { name: 'HEAT', votes: 3, price: 4 },
      { name: 'Other', votes: 1000, price: 9 },
    ]);
    expect(await run(text)).toMatchObject({ unchanged: 5 });
  });

  it('keeps the order of rows that name one film in different batches', async () => {
    const many = Array.from({ length: 1_600 }, (_, n) =>
      film({ name: n % 400 === 7 ? 'Heat' : `Film ${next()}`, votes: n }),
    );
    expect(await runFilms(...many)).toMatchObject({ processed: 1_600, created: 1_597, updated: 3 });
    expect(await rows("SELECT votes FROM movies WHERE name = 'Heat'")).toEqual([{ votes: 1_207 }]);
  });

  it('takes two spellings that only the database knows to be one film', async () => {
    const end = await runFilms(
      film({ name: 'İzmir' }),
      film({ name: 'izmir', votes: 5 }),
      film({ name: 'i̇zmir', votes: 6 }),
    );
    expect(end).toMatchObject({ processed: 3, rejected: 0 });
    expect(
      await rows('SELECT lower(name), year, time FROM movies GROUP BY 1, 2, 3 HAVING count(*) > 1'),
    ).toEqual([]);
  });

  it('knows terms whatever their case, and links each once', async () => {
    await aTerm(app, 'stars', 'Al Pacino');
    await runFilms(
      film({ stars: ['AL PACINO', 'Zoë', 'ZOË'], genres: 'Drama|drama', certification: 'r' }),
      film({ stars: ['zoë', 'al pacino'], genres: 'DRAMA', certification: 'R' }),
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
    const most = film({
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
    const least = film({
      name: '"',
      year: 1870,
      time: 1,
      imdb: 0,
      votes: 0,
      meta_score: 0,
      gross: 0,
      description: '.',
    });
    const odd = film({ name: 'NULL', description: '{}', stars: ['NULL', '{}', '\\', '"', ','] });
    expect(await runFilms(most, least, odd)).toMatchObject({ created: 3, rejected: 0 });
    expect(await runFilms(most, least, odd)).toMatchObject({ unchanged: 3, rejected: 0 });
    const found = (await catalogue()).find(({ name }) => name === 'NULL');
    expect(found).toMatchObject({ description: '{}', stars: ['NULL', '{}', '\\', '"', ','] });
  });

  it('reports bad rows and writes the others', async () => {
    const lines = csv(600).split('\n');
    lines[10] = lines[10]?.replace(/,\d{4},/, ',year,') ?? '';
    lines[550] = 'short,row';
    const end = await run(lines.join('\n').slice(0, -1) + '\n"half a r');
    expect(end).toMatchObject({ processed: 601, created: 598, rejected: 3, progress: 100 });
    expect(end.errors).toEqual([
      { line: 11, column: 'Released_Year', message: 'must be a year from 1870 to 2100, not "year"' },
      { line: 551, column: null, message: expect.stringContaining('2 values') },
      { line: 602, column: 'Poster_Link', message: expect.stringContaining('never closed') },
    ]);
  });

  it('keeps the first thousand errors and counts all', async () => {
    const end = await run(`name,year,time,imdb,votes,description\n${'x,x,x,x,x,x\n'.repeat(700)}`);
    expect(end).toMatchObject({ processed: 700, rejected: 700 });
    expect(end.errors).toHaveLength(1_000);
  });

  it('may run twice at once without failing or writing anything twice', async () => {
    const text = csv(1_200);
    const other = csv(1_200).split('\n');
    const turned = [other[0], ...other.slice(1, -1).reverse(), ''].join('\n');
    const ends = await Promise.all([run(text), run(turned), run(text)]);
    expect(ends.map(({ created, updated, unchanged }) => created + updated + unchanged)).toEqual([
      1_200, 1_200, 1_200,
    ]);
    expect(ends.reduce((sum, end) => sum + end.created, 0)).toBe(1_200);
    expect(await rows('SELECT count(*)::int AS n FROM movies')).toEqual([{ n: 1_200 }]);
    expect(await disagreements()).toEqual([]);
  });

  it('creates terms anew that were deleted after it had looked them up', async () => {
    const star = await aTerm(app, 'stars', 'Al Pacino');
    const terms = app.get(TermIds);
    await terms.findOrCreate('star', new Set(['Al Pacino']));
    await app.as('moderator').delete(`/stars/${star.id}`).expect(204);
    jest.spyOn(terms, 'forget').mockImplementationOnce(() => undefined);
    expect(await runFilms(film({ stars: ['Al Pacino'] }))).toMatchObject({ created: 1 });
    expect(await rows('SELECT name, movie_count FROM stars')).toEqual([
      { name: 'Al Pacino', movie_count: 1 },
    ]);
  });

  it('leaves whole batches behind when it breaks off, and goes on from there', async () => {
    const text = csv(1_400);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from(text.slice(0, (text.length * 3) / 4)));
      throw new Error('The disk is gone.');
    }
    await expect(run(text, { bytes: broken() })).rejects.toThrow('The disk is gone.');
    const n = (await rows<{ n: number }>('SELECT count(*)::int AS n FROM movies'))[0]?.n ?? NaN;
    expect(n % 500).toBe(0);
    expect(await run(text)).toMatchObject({ created: 1_400 - n, updated: 0, unchanged: n });
    expect(await disagreements()).toEqual([]);
  });

  it('tells how far it is', async () => {
    const text = csv(2_000);
    const bytes = Buffer.from(text);
    const seen: number[] = [];
    const file = {
      bytes: Readable.from(pieces(bytes, 50_000)),
      size: bytes.length,
      mapping: {},
      priceRule: () => 0,
    };
    const end = await app.get(FilmImport).run(file, ({ progress }) => void seen.push(progress));
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect([
      seen.some((progress) => progress > 40 && progress < 60),
      Math.max(...seen),
      end.progress,
    ]).toEqual([true, 99, 100]);
  });
});

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
