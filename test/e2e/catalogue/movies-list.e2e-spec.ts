import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Listed {
  items: { name: string; uuid: string; year: number; imdb: number }[];
  page: number;
  total_items: number;
  total_pages: number;
  prev_page: string | null;
  next_page: string | null;
  facets?: Record<string, { name?: string; decade?: number; count: number }[]>;
}

const FILMS = [
  {
    name: 'Alpha',
    year: 1994,
    imdb: 9.3,
    votes: 2000,
    price: '9.99',
    genres: ['Drama'],
    stars: ['Tim Robbins', 'Morgan Freeman'],
    certification: 'R',
    min_age: 17,
  },
  {
    name: 'Bravo',
    year: 1999,
    imdb: 8.8,
    votes: 1500,
    price: '12.99',
    genres: ['Drama', 'Crime'],
    stars: ['Morgan Freeman'],
    certification: 'R',
  },
  {
    name: 'Charlie',
    year: 2003,
    imdb: 8.8,
    votes: 900,
    price: '5.00',
    genres: ['Comedy'],
    stars: ['Zoé Saldaña'],
    certification: 'PG',
    min_age: 6,
  },
  {
    name: 'Écho',
    year: 2010,
    imdb: 6.1,
    votes: 10,
    price: '0.00',
    genres: ['Comedy', 'Crime'],
    stars: ['Tim Robbins'],
    certification: 'PG',
  },
  {
    name: 'delta',
    year: 2010,
    imdb: 7.0,
    votes: 500,
    price: '5.00',
    genres: [],
    stars: [],
    directors: [],
    certification: 'Not rated',
  },
];

describe('the list of films', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    for (const film of FILMS) await aMovie(app, film);
  });
  afterAll(() => app.close());

  const list = async (query: string): Promise<Listed> =>
    (await app.as().get(`/movies?${query}`).expect(200)).body as Listed;
  const found = async (query: string): Promise<string[]> =>
    (await list(query)).items.map((item) => item.name);

  it.each([
    ['', ['delta', 'Écho', 'Charlie', 'Bravo', 'Alpha']],
    ['sort=name', ['Alpha', 'Bravo', 'Charlie', 'delta', 'Écho']],
    ['sort=-name', ['Écho', 'delta', 'Charlie', 'Bravo', 'Alpha']],
    ['sort=-year,name', ['delta', 'Écho', 'Charlie', 'Bravo', 'Alpha']],
    ['sort=-year,-name', ['Écho', 'delta', 'Charlie', 'Bravo', 'Alpha']],
    ['sort=-imdb,price', ['Alpha', 'Charlie', 'Bravo', 'delta', 'Écho']],
    ['sort=votes', ['Écho', 'delta', 'Charlie', 'Bravo', 'Alpha']],
    ['sort=created_at', ['Alpha', 'Bravo', 'Charlie', 'Écho', 'delta']],
    ['sort=popularity', ['Alpha', 'Bravo', 'Charlie', 'Écho', 'delta']],
    ['sort=-rating', ['delta', 'Écho', 'Charlie', 'Bravo', 'Alpha']],
    ['sort=name&year=2010', ['delta', 'Écho']],
    ['sort=name&year=2010&year=1994', ['Alpha', 'delta', 'Écho']],
    ['sort=name&year_from=1999&year_to=2003', ['Bravo', 'Charlie']],
    ['sort=name&imdb_from=8.8', ['Alpha', 'Bravo', 'Charlie']],
    ['sort=name&imdb_from=7&imdb_to=8.8', ['Bravo', 'Charlie', 'delta']],
    ['sort=name&price_from=5&price_to=9.99', ['Alpha', 'Charlie', 'delta']],
    ['sort=name&price_to=0', ['Écho']],
    ['sort=name&genre=drama', ['Alpha', 'Bravo']],
    ['sort=name&genre=Drama&genre=Comedy', ['Alpha', 'Bravo', 'Charlie', 'Écho']],
    ['sort=name&genre=Drama&genre=CRIME&match=all', ['Bravo']],
    ['sort=name&genre=Dram', []],
    ['sort=name&genre=Nothing such', []],
    ['sort=name&star=zoe saldana', ['Charlie']],
    ['sort=name&star=Tim Robbins&star=Morgan Freeman&match=all', ['Alpha']],
    ['sort=name&director=Di Rector&certification=pg', ['Charlie', 'Écho']],
    ['sort=name&certification=R&certification=PG&match=all', []],
    ['sort=name&suitable_for_age=12', ['Bravo', 'Charlie', 'delta', 'Écho']],
    ['sort=name&suitable_for_age=5', ['Bravo', 'delta', 'Écho']],
    ['sort=name&on_sale=true&genre=Crime', ['Bravo', 'Écho']],
    ['now_showing=true', []],
    ['sort=name&genre=Crime&year_from=2000&imdb_to=7', ['Écho']],
    ['sort=name&q=crime', []],
  ])('?%s finds %j', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('takes ids for names', async () => {
    const genres = await app.as().get('/genres?q=crime').expect(200);
    const id = genres.body.items[0].id as number;

    expect(await found(`sort=name&genre=${id}`)).toEqual(['Bravo', 'Écho']);
  });

  it.each([
    'sort=name',
    'sort=-imdb',
    'sort=-imdb,price',
    'sort=year,-name',
    'sort=popularity',
    '',
    'sort=-price&genre=Drama&genre=Comedy',
    'q=tim%20robbins',
  ])('can be walked forwards and back by its links (%s)', async (query) => {
    const whole = (await list(`${query}&per_page=100`)).items.map((item) => item.uuid);
    const forwards: string[] = [];
    const back: string[] = [];
    let last = '';
    for (let url: string | null = `/movies?${query}&per_page=1`; url !== null;) {
      const page = (await app.as().get(url).expect(200)).body as Listed;
      forwards.push(...page.items.map((item) => item.uuid));
      last = url;
      url = page.next_page;
    }
    for (let url: string | null = last; url !== null;) {
      const page = (await app.as().get(url).expect(200)).body as Listed;
      back.unshift(...page.items.map((item) => item.uuid));
      url = page.prev_page;
    }

    expect(forwards).toEqual(whole);
    expect(back).toEqual(whole);
  });

  it('shows the same rows by number as by links, from either end', async () => {
    const byNumber: string[] = [];
    for (let page = 1; page <= 3; page += 1)
      byNumber.push(...(await found(`sort=-imdb&per_page=2&page=${page}`)));

    expect(byNumber).toEqual(await found('sort=-imdb'));
  });

  it('keeps every filter in its links', async () => {
    const page = await list('genre=Drama&genre=Comedy&match=any&sort=name&per_page=2&page=2&year_from=1990');

    const next = new URL(page.prev_page ?? '', 'http://here').searchParams;
    expect(next.getAll('genre')).toEqual(['Drama', 'Comedy']);
    expect(Object.fromEntries(next)).toMatchObject({
      match: 'any',
      sort: 'name',
      per_page: '2',
      page: '1',
      year_from: '1990',
    });
  });

  it('is empty beyond its end, with right totals and a way back', async () => {
    const beyond = await list('per_page=2&page=1000000');

    expect(beyond).toMatchObject({
      items: [],
      page: 1_000_000,
      total_items: 5,
      total_pages: 3,
      next_page: null,
    });
    expect(beyond.prev_page).toBe('/movies?per_page=2&page=3');
    expect(await list('genre=None')).toMatchObject({
      items: [],
      total_items: 0,
      total_pages: 0,
      prev_page: null,
      next_page: null,
    });
  });

  it('counts again as soon as this instance changed something', async () => {
    const before = await list('genre=Fleeting');
    const film = await aMovie(app, { genres: ['Fleeting'] });
    const between = await list('genre=Fleeting');
    await app.as('moderator').delete(`/movies/${film.uuid}`).expect(204);
    const after = await list('genre=Fleeting');

    expect([before.total_items, between.total_items, after.total_items]).toEqual([0, 1, 0]);
  });

  it('counts facets under all other filters', async () => {
    const all = await list('facets=genre,certification,decade');
    const narrowed = await list('facets=genre,decade&genre=Comedy&year_from=2010');

    const flat = (facet: string, { facets }: Listed) =>
      Object.fromEntries((facets?.[facet] ?? []).map((entry) => [entry.name ?? entry.decade, entry.count]));
    expect(flat('genre', all)).toEqual({ Drama: 2, Crime: 2, Comedy: 2 });
    expect(flat('certification', all)).toEqual({ R: 2, PG: 2, 'Not rated': 1 });
    expect(flat('decade', all)).toEqual({ 1990: 2, 2000: 1, 2010: 2 });
    expect(flat('genre', narrowed)).toEqual({ Comedy: 1, Crime: 1 });
    expect(flat('decade', narrowed)).toEqual({ 2000: 1, 2010: 1 });
    expect(narrowed.facets).not.toHaveProperty('certification');
    expect(all.facets?.['decade']?.map((entry) => entry.decade)).toEqual([2010, 2000, 1990]);
  });

  it('finds films alike, those with people in common first', async () => {
    const alpha = (await list('sort=name&per_page=1')).items[0]?.uuid ?? '';

    const similar = await app.as().get(`/movies/${alpha}/similar`).expect(200);

    expect((similar.body as Listed).items.map((item) => item.name)).toEqual(['Bravo', 'Écho', 'Charlie']);
    expect((similar.body as Listed).total_items).toBe(3);
    await app.as().get('/movies/00000000-0000-4000-8000-000000000000/similar').expect(404);
  });

  it('has an ETag that changes with it', async () => {
    const first = await app.as().get('/movies?sort=name').expect(200);
    const etag = first.headers['etag'] as string;

    await app.as().get('/movies?sort=name').set('if-none-match', etag).expect(304);
    const film = await aMovie(app);
    await app.as().get('/movies?sort=name').set('if-none-match', etag).expect(200);
    await app.as('moderator').delete(`/movies/${film.uuid}`).expect(204);
  });

  it('answers on every spelling of its address', async () => {
    for (const path of ['/movies', '/movies/', '/api/movies', '/api/movies/', '/movies///']) {
      expect(((await app.as().get(`${path}?per_page=1`).expect(200)).body as Listed).total_items).toBe(5);
    }
  });
});
