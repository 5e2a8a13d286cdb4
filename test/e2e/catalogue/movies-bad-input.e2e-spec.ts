import { aMovie, aMovieBody } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('bad input to films', () => {
  let app: TestApp;
  let uuid: string;
  beforeAll(async () => {
    app = await createTestApp();
    uuid = (await aMovie(app)).uuid;
  });
  afterAll(() => app.close());

  it.each([
    ['year=abc', 'year'],
    ['year=1994.5', 'year'],
    ['year=1200', 'year'],
    ['year=', 'year'],
    ['year_from=x', 'year_from'],
    ['year_from=2000&year_from=2001', 'year_from'],
    ['year_from=2000&year_to=1999', 'year_from'],
    ['imdb_from=11', 'imdb_from'],
    ['imdb_from=-1', 'imdb_from'],
    ['imdb_from=8.55', 'imdb_from'],
    ['imdb_from=9&imdb_to=8', 'imdb_from'],
    ['imdb_to=NaN', 'imdb_to'],
    ['price_from=1e5', 'price_from'],
    ['price_from=5&price_to=4.99', 'price_from'],
    ['price_to=1.999', 'price_to'],
    ['genre=', 'genre'],
    [`genre=${'x'.repeat(101)}`, 'genre'],
    [Array.from({ length: 21 }, (_, n) => `star=${n}`).join('&'), 'star'],
    ['match=some', 'match'],
    ['match=any&match=all', 'match'],
    ['suitable_for_age=-1', 'suitable_for_age'],
    ['suitable_for_age=131', 'suitable_for_age'],
    ['now_showing=yes', 'now_showing'],
    ['on_sale=1', 'on_sale'],
    ['facets=genre,colour', 'facets'],
    ['page=0', 'page'],
    ['page=1000001', 'page'],
    ['page=-1', 'page'],
    ['page=1&page=2', 'page'],
    ['per_page=0', 'per_page'],
    ['per_page=101', 'per_page'],
    ['sort=colour', 'sort'],
    ['sort=', 'sort'],
    ['sort=name,name', 'sort'],
    ['sort=__proto__', 'sort'],
    ['sort=constructor', 'sort'],
    ['sort=relevance', 'sort'],
    ['q=x&sort=relevance,name', 'sort'],
    [`q=${'x'.repeat(301)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['q=a%00b', 'q'],
    ['genre[]=Drama', 'genre[]'],
    ['colour=red', 'colour'],
    ['__proto__=1', '__proto__'],
    ['bookmark=nonsense', 'bookmark'],
    [
      `bookmark=${Buffer.from('["-created_at","n","2020-13-45 00:00:00+00","1"]').toString('base64url')}`,
      'bookmark',
    ],
    [
      `bookmark=${Buffer.from('["-created_at","n","2020-01-01 00:00:00+00","99999999999"]').toString('base64url')}`,
      'bookmark',
    ],
    [
      `sort=name&bookmark=${Buffer.from('["-created_at","n","2020-01-01 00:00:00+00","1"]').toString('base64url')}`,
      'bookmark',
    ],
  ])('GET /movies?%s names the field', async (query, field) => {
    const refused = await app.as().get(`/movies?${query}`).expect(422);

    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(refused.body).toMatchObject({
      type: '/problems/validation-failed',
      status: 422,
      instance: '/movies',
    });
    expect((refused.body.errors as { field: string }[]).map((error) => error.field)).toContain(field);
  });

  it('says which sort fields and which parameters there are', async () => {
    const sort = await app.as().get('/movies?sort=colour').expect(422);
    const parameter = await app.as().get('/movies?colour=red').expect(422);

    expect(sort.body.errors[0].message).toContain(
      'name, year, imdb, votes, price, created_at, popularity, rating',
    );
    expect(parameter.body.errors[0].message).toContain('year_from');
  });

  it.each<[Record<string, unknown>, string]>([
    [{ name: undefined }, 'name'],
    [{ name: null }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: '   ' }, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: 'x'.repeat(251) }, 'name'],
    [{ name: 'a\0b' }, 'name'],
    [{ name: '㌖'.repeat(250) }, 'name'],
    [{ certification: 'ﷺ'.repeat(100) }, 'certification'],
    [{ stars: ['㌖'.repeat(100)] }, 'stars'],
    [{ year: '1994' }, 'year'],
    [{ year: 1994.5 }, 'year'],
    [{ year: 1869 }, 'year'],
    [{ year: 1e300 }, 'year'],
    [{ year: null }, 'year'],
    [{ time: 0 }, 'time'],
    [{ time: 1501 }, 'time'],
    [{ imdb: 10.1 }, 'imdb'],
    [{ imdb: 7.55 }, 'imdb'],
    [{ imdb: undefined }, 'imdb'],
    [{ votes: -1 }, 'votes'],
    [{ votes: 3_000_000_000 }, 'votes'],
    [{ meta_score: 101 }, 'meta_score'],
    [{ meta_score: 'high' }, 'meta_score'],
    [{ gross: -1 }, 'gross'],
    [{ gross: 1e15 }, 'gross'],
    [{ description: undefined }, 'description'],
    [{ description: 'x'.repeat(10_001) }, 'description'],
    [{ price: '9.999' }, 'price'],
    [{ price: 0.49 }, 'price'],
    [{ price: '0.10' }, 'price'],
    [{ price: -1 }, 'price'],
    [{ price: 'free' }, 'price'],
    [{ price: 10_000.01 }, 'price'],
    [{ price: undefined }, 'price'],
    [{ certification: undefined }, 'certification'],
    [{ certification: '' }, 'certification'],
    [{ min_age: 22 }, 'min_age'],
    [{ genres: 'Drama' }, 'genres'],
    [{ genres: [''] }, 'genres'],
    [{ genres: [7] }, 'genres'],
    [{ genres: [null] }, 'genres'],
    [{ genres: null }, 'genres'],
    [{ genres: ['a\0'] }, 'genres[0]'],
    [{ stars: ['x'.repeat(101)] }, 'stars'],
    [{ stars: Array.from({ length: 101 }, (_, n) => `Star ${n}`) }, 'stars'],
    [{ withdrawn: 'yes' }, 'withdrawn'],
    [{ sale_from: 'tomorrow' }, 'sale_from'],
    [{ sale_from: '2026-11-21' }, 'sale_from'],
    [{ sale_from: '2026-11-21T10:00:00' }, 'sale_from'],
    [{ sale_until: '2026-02-31T99:00:00Z' }, 'sale_until'],
    [{ countries: [] }, 'countries'],
    [{ countries: ['Ukraine'] }, 'countries'],
    [{ countries: ['ua'] }, 'countries'],
    [{ uuid: '00000000-0000-4000-8000-000000000000' }, 'uuid'],
    [{ colour: 'red' }, 'colour'],
    [{ version: 7 }, 'version'],
  ])('POST and PATCH refuse %j and name the field', async (wrong, field) => {
    const [name] = Object.keys(wrong);
    const before = await app.database.query('SELECT count(*) FROM movies');

    const posted = await app.as('moderator').post('/movies').send(aMovieBody(wrong)).expect(422);

    expect((posted.body.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
    expect(await app.database.query('SELECT count(*) FROM movies')).toEqual(before);
    if (name !== undefined && wrong[name] !== undefined) {
      const patched = await app.as('moderator').patch(`/movies/${uuid}`).send(wrong).expect(422);
      expect((patched.body.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
    }
  });

  it('names every wrong field at once', async () => {
    const refused = await app
      .as('moderator')
      .post('/movies')
      .send(aMovieBody({ year: 'x', time: 0, votes: null }))
      .expect(422);

    expect((refused.body.errors as { field: string }[]).map((error) => error.field).sort()).toEqual([
      'time',
      'votes',
      'year',
    ]);
  });

  it.each([
    ['{"name": ', 400, '/problems/malformed'],
    ['', 400, '/problems/malformed'],
    ['[1, 2]', 400, '/problems/malformed'],
    ['"text"', 400, '/problems/malformed'],
    ['null', 400, '/problems/malformed'],
    ['{"__proto__": {"admin": true}}', 400, '/problems/malformed'],
    ['{"constructor": {"prototype": {}}}', 400, '/problems/malformed'],
  ])('a body of %j is %i', async (body, status, type) => {
    const refused = await app
      .as('moderator')
      .post('/movies')
      .set('content-type', 'application/json')
      .send(body)
      .expect(status);

    expect(refused.body).toMatchObject({ type, status });
  });

  it('refuses large bodies, other media types and ids of another shape', async () => {
    const large = await app
      .as('moderator')
      .post('/movies')
      .send({ description: 'x'.repeat(10_000_000) })
      .expect(413);
    const text = await app
      .as('moderator')
      .post('/movies')
      .set('content-type', 'text/plain')
      .send('name=x')
      .expect(415);
    const id = await app.as().get('/movies/17').expect(422);

    expect(large.body.type).toBe('/problems/too-large');
    expect(text.body.type).toBe('/problems/unsupported-media-type');
    expect(id.body.errors).toEqual([{ field: 'uuid', message: 'must be a UUID' }]);
  });

  it('lets nobody write who is not a moderator', async () => {
    for (const group of [undefined, 'user', 'cashier'] as const) {
      const status = group === undefined ? 401 : 403;
      const refused = await app.as(group).post('/movies').send(aMovieBody()).expect(status);
      if (group === undefined) expect(refused.headers['www-authenticate']).toBe('Bearer');
      await app.as(group).patch(`/movies/${uuid}`).send({ price: 1 }).expect(status);
      await app.as(group).delete(`/movies/${uuid}`).expect(status);
    }
  });
});
