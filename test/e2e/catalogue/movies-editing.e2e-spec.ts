import { aMovie, aMovieBody } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Named {
  name: string;
}

const names = (terms: Named[]): string[] => terms.map((term) => term.name);

describe('editing films', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('adds a film and shows it as it was given', async () => {
    const body = aMovieBody({
      name: '  Amélie  ',
      meta_score: 69,
      gross: 33225499,
      min_age: 16,
      price: 7.5,
      stars: ['Audrey Tautou', 'audrey tautou', 'Mathieu Kassovitz'],
    });

    const created = await app.as('moderator').post('/movies').send(body).expect(201);

    expect(created.body).toMatchObject({
      name: 'Amélie',
      year: 2001,
      time: 120,
      imdb: 7.5,
      votes: 1000,
      meta_score: 69,
      gross: 33225499,
      price: '7.50',
      currency: 'usd',
      min_age: 16,
      on_sale: true,
      poster: null,
      average_rating: null,
      likes: 0,
    });
    expect(names(created.body.stars)).toEqual(['Audrey Tautou', 'Mathieu Kassovitz']);
    expect(created.headers['location']).toBe(`/movies/${created.body.uuid}`);
    const read = await app.as().get(`/movies/${created.body.uuid}`).expect(200);
    expect(read.body).toEqual(created.body);
  });

  it('keeps one film of a name, year and time, whatever the case of the name', async () => {
    const film = await aMovie(app, { name: 'Twice' });

    const again = await app
      .as('moderator')
      .post('/movies')
      .send(aMovieBody({ name: 'TWICE' }))
      .expect(409);

    expect(again.body.type).toBe('/problems/movie-exists');
    await app
      .as('moderator')
      .post('/movies')
      .send(aMovieBody({ name: 'Twice', year: film.year + 1 }))
      .expect(201);
  });

  it('lets exactly one of many equal films in when they come at once', async () => {
    const body = aMovieBody({ stars: ['Star of the race'], genres: ['Genre of the race'] });

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => app.as('moderator').post('/movies').send(body)),
    );

    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(11).fill(409)]);
    const stars = await app.as().get('/stars?q=star of the race').expect(200);
    expect(stars.body.items).toEqual([expect.objectContaining({ name: 'Star of the race', movie_count: 1 })]);
  });

  it('adds a term once when different films name it at once', async () => {
    const spelled = ['Quentin Racer', 'quentin racer', 'QUENTIN RACER', ' Quentin Racer '];

    const answers = await Promise.all(
      spelled.map((director) =>
        app
          .as('moderator')
          .post('/movies')
          .send(aMovieBody({ directors: [director] })),
      ),
    );

    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    const found = await app.as().get('/directors?q=quentin racer').expect(200);
    expect(found.body.items).toHaveLength(1);
    expect(found.body.items[0].movie_count).toBe(4);
  });

  it('changes what is named and leaves the rest', async () => {
    const film = await aMovie(app, { genres: ['Drama', 'Crime'], meta_score: 50 });

    const changed = await app
      .as('moderator')
      .patch(`/movies/${film.uuid}`)
      .send({ genres: ['Comedy'], meta_score: null, price: '3.00', certification: 'R' })
      .expect(200);

    expect(names(changed.body.genres)).toEqual(['Comedy']);
    expect(changed.body).toMatchObject({
      name: film.name,
      meta_score: null,
      price: '3.00',
      certification: { name: 'R' },
      stars: film.stars,
    });
  });

  it('keeps the counts of genres, people and certifications as a recount would have them', async () => {
    const kept = await aMovie(app, { genres: ['Counted', 'Other'], certification: 'Counted-A' });
    const moved = await aMovie(app, { genres: ['Counted'], certification: 'Counted-A' });
    const deleted = await aMovie(app, { genres: ['Counted'], certification: 'Counted-A' });

    await app
      .as('moderator')
      .patch(`/movies/${moved.uuid}`)
      .send({ genres: ['Other'], certification: 'Counted-B' })
      .expect(200);
    await app.as('moderator').delete(`/movies/${deleted.uuid}`).expect(204);

    const count = async (table: string, name: string): Promise<number> => {
      const answer = await app.as().get(`/${table}`).query({ q: name }).expect(200);
      return (
        (answer.body.items as { name: string; movie_count: number }[]).find((item) => item.name === name)
          ?.movie_count ?? -1
      );
    };
    expect(await count('genres', 'Counted')).toBe(1);
    expect(await count('genres', 'Other')).toBe(2);
    expect(await count('certifications', 'Counted-A')).toBe(1);
    expect(await count('certifications', 'Counted-B')).toBe(1);
    expect(kept.genres).toHaveLength(2);
    for (const [table, links, key] of [
      ['genres', 'movies_genres', 'genre_id'],
      ['stars', 'movies_stars', 'star_id'],
      ['directors', 'movies_directors', 'director_id'],
    ]) {
      const wrong = await app.database.query(
        `SELECT t.name FROM ${table} t WHERE t.movie_count <> (SELECT count(*) FROM ${links} l
         JOIN movies m ON m.id = l.movie_id AND m.deleted_at IS NULL WHERE l.${key} = t.id)`,
      );
      expect(wrong).toEqual([]);
    }
  });

  it('takes a deleted film out of sight and frees its name', async () => {
    const film = await aMovie(app, { name: 'Soon gone' });

    await app.as('moderator').delete(`/movies/${film.uuid}`).expect(204);

    await app.as().get(`/movies/${film.uuid}`).expect(404);
    await app.as('moderator').patch(`/movies/${film.uuid}`).send({ price: 1 }).expect(404);
    await app.as('moderator').delete(`/movies/${film.uuid}`).expect(404);
    const list = await app.as().get('/movies?q=soon gone').expect(200);
    expect(list.body.items).toEqual([]);
    await aMovie(app, { name: 'Soon gone' });
  });

  it('tells a film that is withdrawn, or not sold yet, from one that is on sale', async () => {
    const withdrawn = await aMovie(app, { withdrawn: true, genres: ['Sold'] });
    const later = await aMovie(app, { sale_from: '2099-01-01T00:00:00+01:00', genres: ['Sold'] });
    const ended = await aMovie(app, { sale_until: '2001-01-01T00:00:00Z', genres: ['Sold'] });

    expect([withdrawn.on_sale, later.on_sale, ended.on_sale]).toEqual([false, false, false]);
    expect(later.sale_from).toBe('2098-12-31T23:00:00.000Z');
    const inShop = await aMovie(app, { genres: ['Sold'] });
    const onSale = await app.as().get('/movies?on_sale=true&genre=Sold').expect(200);
    expect(names(onSale.body.items)).toEqual([inShop.name]);
    const notOnSale = await app.as().get('/movies?on_sale=false&genre=Sold').expect(200);
    expect(names(notOnSale.body.items).sort()).toEqual([withdrawn.name, later.name, ended.name].sort());
  });

  it('refuses a sale that ends before it begins, also when the two come one after the other', async () => {
    const dates = { sale_from: '2030-01-02T00:00:00Z', sale_until: '2030-01-01T00:00:00Z' };

    const refused = await app.as('moderator').post('/movies').send(aMovieBody(dates)).expect(422);

    expect(refused.body.errors).toEqual([{ field: 'sale_until', message: 'must be later than sale_from' }]);
    const film = await aMovie(app, { sale_from: dates.sale_from });
    await app
      .as('moderator')
      .patch(`/movies/${film.uuid}`)
      .send({ sale_until: dates.sale_until })
      .expect(422);
  });

  describe('with If-Match', () => {
    it('edits the version that was read', async () => {
      const film = await aMovie(app);
      const read = await app.as().get(`/movies/${film.uuid}`);
      const etag = read.headers['etag'] as string;

      const first = await app
        .as('moderator')
        .patch(`/movies/${film.uuid}`)
        .set('if-match', etag)
        .send({ price: 1 })
        .expect(200);
      const second = await app
        .as('moderator')
        .patch(`/movies/${film.uuid}`)
        .set('if-match', etag)
        .send({ price: 2 })
        .expect(412);

      expect(second.body.type).toBe('/problems/stale');
      await app.as('moderator').delete(`/movies/${film.uuid}`).set('if-match', etag).expect(412);
      await app
        .as('moderator')
        .delete(`/movies/${film.uuid}`)
        .set('if-match', first.headers['etag'] as string)
        .expect(204);
    });

    it('lets one of two editors through who read the same version', async () => {
      const film = await aMovie(app);
      const etag = (await app.as().get(`/movies/${film.uuid}`)).headers['etag'] as string;

      const answers = await Promise.all(
        [1, 2, 3, 4].map((price) =>
          app.as('moderator').patch(`/movies/${film.uuid}`).set('if-match', etag).send({ price }),
        ),
      );

      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412]);
    });

    it('is not disturbed by counters or by other films', async () => {
      const film = await aMovie(app);
      const etag = (await app.as().get(`/movies/${film.uuid}`)).headers['etag'] as string;
      await app.database.query('UPDATE movie_stats SET likes = likes + 1');
      await aMovie(app);

      const changed = await app.as().get(`/movies/${film.uuid}`).set('if-none-match', etag).expect(200);

      expect(changed.body.likes).toBe(1);
      await app
        .as('moderator')
        .patch(`/movies/${film.uuid}`)
        .set('if-match', etag)
        .send({ price: 1 })
        .expect(200);
    });
  });

  it('answers 304 while nothing changed', async () => {
    const film = await aMovie(app);
    const etag = (await app.as().get(`/movies/${film.uuid}`)).headers['etag'] as string;

    const known = await app
      .as()
      .get(`/movies/${film.uuid}`)
      .set('if-none-match', `"other", W/${etag}`)
      .expect(304);

    expect(known.text).toBe('');
    expect(known.headers['etag']).toBe(etag);
  });

  it('finds a film by its new name and no more by its old one', async () => {
    const film = await aMovie(app, { name: 'Formerlyknown', stars: ['Persona Grata'] });

    await app.as('moderator').patch(`/movies/${film.uuid}`).send({ name: 'Newlycalled' }).expect(200);

    expect((await app.as().get('/movies?q=formerlyknown')).body.items).toEqual([]);
    expect(names((await app.as().get('/movies?q=newlycalled')).body.items)).toEqual(['Newlycalled']);
    expect(names((await app.as().get('/movies?q=persona')).body.items)).toEqual(['Newlycalled']);
  });
});
