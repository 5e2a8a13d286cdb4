import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

/** The counters as they are, beside the same counted afresh. */
const COUNTS = [
  ['genres', 'movies_genres', 'genre_id'],
  ['stars', 'movies_stars', 'star_id'],
  ['directors', 'movies_directors', 'director_id'],
]
  .map(
    ([table, links, key]) => `
      SELECT '${table}' AS kind, t.id, movie_count AS kept, (SELECT count(*)::int FROM ${links} l
        JOIN movies m ON m.id = l.movie_id AND m.deleted_at IS NULL WHERE l.${key} = t.id) AS counted FROM ${table} t`,
  )
  .concat(
    `SELECT 'certifications', t.id, movie_count, (SELECT count(*)::int FROM movies m
       WHERE m.certification_id = t.id AND m.deleted_at IS NULL) FROM certifications t`,
  )
  .join(' UNION ALL ');

const LINKS = {
  movies_genres: 'genre_id',
  movies_stars: 'star_id',
  movies_directors: 'director_id',
} as const;
type Links = keyof typeof LINKS;

const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
const someLinks = fc.constantFrom<Links>('movies_genres', 'movies_stars', 'movies_directors');
const someEdit = fc.oneof(
  fc.record({
    edit: fc.constant('add' as const),
    certification: fc.integer({ min: 1, max: 4 }),
    many: fc.boolean(),
  }),
  fc.record({ edit: fc.constant('hide' as const), films: someIds }),
  fc.record({ edit: fc.constant('show' as const), films: someIds }),
  fc.record({ edit: fc.constant('touch' as const), films: someIds }),
  fc.record({
    edit: fc.constant('certify' as const),
    films: someIds,
    certification: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    edit: fc.constantFrom('link' as const, 'unlink' as const),
    links: someLinks,
    films: someIds,
    terms: someIds,
  }),
  fc.record({ edit: fc.constant('drop' as const), links: someLinks, term: fc.integer({ min: 1, max: 6 }) }),
);
type Edit = typeof someEdit extends fc.Arbitrary<infer T> ? T : never;

function statement(edit: Edit): [sql: string, values: unknown[]] {
  switch (edit.edit) {
    case 'add':
      return [
        `INSERT INTO movies (name, name_folded, year, time, imdb, votes, description, price, certification_id)
         SELECT 'Film ' || gen_random_uuid(), 'film', 2000, 90, 5, 0, '', 1, $1 FROM generate_series(1, $2)`,
        [edit.certification, edit.many ? 3 : 1],
      ];
    case 'hide':
      return ['UPDATE movies SET deleted_at = now() WHERE id = ANY ($1)', [edit.films]];
    case 'show':
      return ['UPDATE movies SET deleted_at = NULL WHERE id = ANY ($1)', [edit.films]];
    case 'touch':
      return ['UPDATE movies SET version = version + 1 WHERE id = ANY ($1)', [edit.films]];
    case 'certify':
      return [
        'UPDATE movies SET certification_id = $2 WHERE id = ANY ($1)',
        [edit.films, edit.certification],
      ];
    case 'link':
      return [
        `INSERT INTO ${edit.links} SELECT m.id, t, 1 FROM movies m CROSS JOIN unnest($2::int[]) t
         WHERE m.id = ANY ($1) AND EXISTS (SELECT FROM ${edit.links.slice(7)} WHERE id = t) ON CONFLICT DO NOTHING`,
        [edit.films, edit.terms],
      ];
    case 'unlink':
      return [
        `DELETE FROM ${edit.links} WHERE movie_id = ANY ($1) AND ${LINKS[edit.links]} = ANY ($2)`,
        [edit.films, edit.terms],
      ];
    case 'drop':
      return [`DELETE FROM ${edit.links.slice(7)} WHERE id = $1`, [edit.term]];
  }
}

describe('the number of films that a genre, star, director or certification has', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await createTestDatabase()));
  afterAll(() => database.drop());

  const reset = async (): Promise<void> => {
    await database.query(
      'TRUNCATE movies, genres, stars, directors, certifications RESTART IDENTITY CASCADE',
    );
    for (const table of ['genres', 'stars', 'directors', 'certifications']) {
      await database.query(
        `INSERT INTO ${table} (name, name_folded) SELECT 'Name ' || n, 'name ' || n FROM generate_series(1, 6) n`,
      );
    }
    await database.query(...statement({ edit: 'add', certification: 1, many: true }));
  };

  it('is right after any edits, of any number of films at once', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(someEdit, { minLength: 5, maxLength: 15, size: 'max' }), async (edits) => {
        await reset();
        for (const edit of edits) {
          await database.query(...statement(edit));
          const counts = await database.query<{ kept: number; counted: number }>(COUNTS);
          most = Math.max(most, ...counts.map((count) => count.counted));
          for (const { kept, counted } of counts) expect(kept).toBe(counted);
        }
      }),
      { numRuns: 60 },
    );
    expect(most).toBeGreaterThan(2);
  });
});
