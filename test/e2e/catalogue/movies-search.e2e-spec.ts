import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Found {
  items: { name: string }[];
  total_items: number;
  total_is_exact: boolean;
  next_page: string | null;
  facets?: { decade: { decade: number; count: number }[] };
}

const FILMS = [
  {
    name: 'The Shawshank Redemption',
    votes: 2_343_110,
    year: 1994,
    description: 'Two prisoners become friends.',
    stars: ['Tim Robbins', 'Morgan Freeman'],
    directors: ['Frank Darabont'],
  },
  {
    name: 'Léon: The Professional',
    votes: 1_100_000,
    year: 1994,
    description: 'A killer takes a girl in.',
    stars: ['Jean Reno', 'Natalie Portman'],
    directors: ['Luc Besson'],
  },
  {
    name: 'Godfather',
    votes: 50,
    year: 2010,
    description: 'An unknown film with a known name.',
    stars: [],
    directors: [],
  },
  {
    name: 'The Godfather',
    votes: 1_620_367,
    year: 1972,
    description: 'A family of crime.',
    stars: ['Marlon Brando', 'Al Pacino'],
    directors: ['Francis Ford Coppola'],
  },
  {
    name: 'Heat',
    votes: 600_000,
    year: 1995,
    description: 'A godfather of thieves meets his match.',
    stars: ['Al Pacino', 'Robert De Niro'],
    directors: ['Michael Mann'],
  },
  { name: 'Pacino', votes: 12, year: 2001, description: 'A portrait.', stars: [], directors: [] },
  {
    name: "Ocean's Eleven",
    votes: 550_000,
    year: 2001,
    description: 'Eleven thieves and three casinos.',
    stars: ['George Clooney'],
    directors: ['Steven Soderbergh'],
  },
  {
    name: '風の谷のナウシカ',
    votes: 160_000,
    year: 1984,
    description: 'A princess and her wind.',
    stars: [],
    directors: ['宮崎 駿'],
  },
  {
    name: 'عمر',
    votes: 9_000,
    year: 2013,
    description: 'A wall between two lovers.',
    stars: [],
    directors: [],
  },
  {
    name: '100% Wolf_Pack',
    votes: 3_000,
    year: 2020,
    description: 'A poodle among wolves.',
    stars: [],
    directors: [],
  },
];

describe('searching films', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    for (const film of FILMS) await aMovie(app, film);
  });
  afterAll(() => app.close());

  const search = async (query: Record<string, unknown>): Promise<Found> =>
    (await app.as().get('/movies').query(query).expect(200)).body as Found;
  const names = async (q: string): Promise<string[]> => (await search({ q })).items.map((item) => item.name);

  it.each([
    ['shawshank', ['The Shawshank Redemption']],
    ['SHAWSHANK redemption', ['The Shawshank Redemption']],
    ['shawshenk', ['The Shawshank Redemption']],
    ['shawshnak', ['The Shawshank Redemption']],
    ['shawsank', ['The Shawshank Redemption']],
    ['shawshhank', ['The Shawshank Redemption']],
    ['shaw', ['The Shawshank Redemption']],
    ['redemption shaw', ['The Shawshank Redemption']],
    ['leon', ['Léon: The Professional']],
    ['LÉON professional', ['Léon: The Professional']],
    ['besson', ['Léon: The Professional']],
    ['portman leon', ['Léon: The Professional']],
    ['natali portmann', ['Léon: The Professional']],
    ["ocean's", ["Ocean's Eleven"]],
    ['oceans eleven', ["Ocean's Eleven"]],
    ['thieves', ['Heat', "Ocean's Eleven"]],
    ['ナウシカ', []],
    ['風の谷', ['風の谷のナウシカ']],
    ['عمر', ['عمر']],
    ['100%', ['100% Wolf_Pack']],
    ['wolf', ['100% Wolf_Pack']],
    ['nothing of the kind', []],
  ])('%j finds %j', async (q, expected) => {
    expect(await names(q)).toEqual(expected);
  });

  it('puts the film of exactly that name first, then titles, then the rest, the best known first', async () => {
    expect(await names('godfather')).toEqual(['Godfather', 'The Godfather', 'Heat']);
    expect(await names('the godfather')).toEqual(['The Godfather']);
  });

  it('puts titles before people and people before descriptions', async () => {
    expect(await names('pacino')).toEqual(['Pacino', 'The Godfather', 'Heat']);
  });

  it.each(['', ' ', '   \t '])('gives the whole list for %j', async (q) => {
    expect((await search({ q })).total_items).toBe(FILMS.length);
  });

  it.each(['%', '_', '\\', "'", '"', ';--', '&|!():*<->', '🎬', '.*', '[', "'; DROP TABLE movies;--"])(
    'takes signs for what they are (%j)',
    async (q) => {
      const found = await search({ q });

      expect([0, FILMS.length]).toContain(found.total_items);
    },
  );

  it('takes one letter for the beginning of a word of the title', async () => {
    expect(await names('h')).toEqual(['Heat']);
    expect(await names('s')).toEqual(['The Shawshank Redemption']);
  });

  it('takes 300 characters and more words than anybody remembers', async () => {
    expect((await search({ q: 'zyxwv '.repeat(50) })).items).toEqual([]);
  });

  it('combines with filters, sorting, facets and paging', async () => {
    expect((await search({ q: 'the', year: 1994 })).items.map((item) => item.name)).toEqual([
      'The Shawshank Redemption',
      'Léon: The Professional',
    ]);
    expect((await search({ q: 'the', sort: 'year' })).items.map((item) => item.name)[0]).toBe(
      'The Godfather',
    );
    expect((await search({ q: 'godfather', sort: 'relevance', star: 'Al Pacino' })).items).toHaveLength(2);
    const page = await search({ q: 'godfather', per_page: 1, page: 2, facets: 'decade' });
    expect(page).toMatchObject({ items: [{ name: 'The Godfather' }], total_items: 3, total_is_exact: true });
    expect(page.facets?.decade).toEqual([
      { decade: 2010, count: 1 },
      { decade: 1990, count: 1 },
      { decade: 1970, count: 1 },
    ]);
    expect((await search({ q: 'godfahter', sort: '-year' })).items.map((item) => item.name)).toEqual([
      'Godfather',
      'Heat',
      'The Godfather',
    ]);
  });

  it('counts no further than five hundred and says so', async () => {
    await app.database.query(`
      INSERT INTO movies (name, name_folded, year, time, imdb, votes, description, price, certification_id, search)
      SELECT 'Crowd ' || n, 'crowd ' || n, 2000, 90, 5, n, 'x', 1, (SELECT min(id) FROM certifications),
             array_to_tsvector(ARRAY[level || 'Tcrowd'])
      FROM generate_series(1, 1500) n, LATERAL (SELECT CASE WHEN n >= 1000 THEN 1 WHEN n >= 100 THEN 2 ELSE 3 END) l (level)`);
    await app.database.query(
      'INSERT INTO movie_stats (movie_id) SELECT id FROM movies ON CONFLICT DO NOTHING',
    );

    const first = await search({ q: 'crowd', per_page: 100 });
    const last = await search({ q: 'crowd', per_page: 100, page: 5 });
    const beyond = await search({ q: 'crowd', per_page: 100, page: 6 });

    expect(first).toMatchObject({ total_items: 500, total_is_exact: false });
    expect(first.items[0]?.name).toBe('Crowd 1500');
    expect(last.items.at(-1)?.name).toBe('Crowd 1001');
    expect(last.next_page).toBeNull();
    expect(beyond.items).toEqual([]);
    await app.database.query("DELETE FROM movies WHERE name LIKE 'Crowd %'");
  });
});
