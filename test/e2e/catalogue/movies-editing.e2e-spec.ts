import { aMovie, aMovieBody } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('editing films', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it('adds a film and shows it as it was given', async () => {
    const body = aMovieBody({ name: '  Amélie  ', meta_score: 69, gross: 33225499, min_age: 16, price: 7.5, stars: ['Audrey Tautou', 'audrey tautou', 'Mathieu Kassovitz'] });

    const created = await app.as('moderator').post('/movies').send(body).expect(201);

    expect(created.body).toMatchObject({
      name: 'Amélie', year: 2001, time: 120, imdb: 7.5, votes: 1000, meta_score: 69, gross: 33225499, price: '7.50', currency: 'usd', min_age: 16, on_sale: true, poster: null, average_rating: null, likes: 0,
    });
    expect(created.body.stars.map((star: { name: string }) => star.name)).toEqual(['Audrey Tautou', 'Mathieu Kassovitz']);
    expect(created.headers['location']).toBe(`/movies/${created.body.uuid}`);
    const read = await app.as().get(`/movies/${created.body.uuid}`).expect(200);
    expect(read.body).toEqual(created.body);
  });

  it('keeps one film of a name, year and time, whatever the case of the name', async () => {
    const film = await aMovie(app, { name: 'Twice' });

    const again = await app.as('moderator').post('/movies').send(aMovieBody({ name: 'TWICE' })).expect(409);

    expect(again.body.type).toBe('/problems/movie-exists');
    await app.as('moderator').post('/movies').send(aMovieBody({ name: 'Twice', year: film.year + 1 })).expect(201);
  });
});
