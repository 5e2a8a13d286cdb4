import { Readable } from 'node:stream';
import { generateCatalogue } from '../../bench/catalogue-csv.js';
import {
  FilmImport,
  type ImportFile,
  type ImportState,
} from '../../src/modules/catalogue/import/film-import.js';
import { parsePriceRule } from '../../src/modules/catalogue/import/price-rule.js';
import { MoviesRepository } from '../../src/modules/catalogue/movies/movies.repository.js';
import { next } from './factories.js';
import type { TestApp } from './test-app.js';

type Facts = Record<string, unknown>;

/** A film as a JSON file states it; the name is unique. */
export const aFilm = (facts: Facts = {}): Facts => ({
  name: `Film ${next()}`,
  year: 2001,
  time: 120,
  imdb: 7.5,
  votes: 1000,
  description: 'Somebody wants something badly.',
  ...facts,
});

export const jsonOf = (films: readonly Facts[]): string =>
  films.map((film) => JSON.stringify(film)).join('\n');

/** Made-up films as CSV. */
export const madeUpCsv = (films: number, seed = 1): string => [...generateCatalogue(films, seed)].join('');

/** Imports a file, past the endpoint and the queue; new films cost 5.00 unless told otherwise. */
export function runImport(
  app: TestApp,
  text: string,
  options: Partial<ImportFile> = {},
): Promise<ImportState> {
  const bytes = Buffer.from(text);
  const file = {
    bytes: Readable.from([bytes]),
    size: bytes.length,
    mapping: {},
    priceRule: parsePriceRule('fixed:5'),
  };
  return app.get(FilmImport).run({ ...file, ...options }, () => undefined);
}

/** Every film with its relations, as people would write them down. */
export function wholeCatalogue(app: TestApp): Promise<Facts[]> {
  const names = (kind: string): string =>
    `ARRAY(SELECT t.name FROM movies_${kind}s l JOIN ${kind}s t ON t.id = ${kind}_id WHERE movie_id = m.id ORDER BY position) AS ${kind}s`;
  return app.database.query(
    `SELECT m.name, year, time, imdb::float8, votes, meta_score::float8, gross::float8, description, price::float8,
       min_age, version, c.name AS certification, ${['genre', 'star', 'director'].map(names).join(', ')}
     FROM movies m JOIN certifications c ON c.id = certification_id WHERE deleted_at IS NULL ORDER BY m.id`,
  );
}

/** Counters and index entries that are not what they would be if they were made anew. */
export async function disagreementsIn(app: TestApp): Promise<unknown[]> {
  const { database } = app;
  const found: unknown[] = [];
  for (const kind of ['genre', 'star', 'director']) {
    const recounted = `SELECT count(*) FROM movies_${kind}s WHERE ${kind}_id = t.id`;
    found.push(...(await database.query(`SELECT name FROM ${kind}s t WHERE movie_count <> (${recounted})`)));
  }
  const rated = 'SELECT count(*) FROM movies WHERE certification_id = t.id';
  found.push(...(await database.query(`SELECT name FROM certifications t WHERE movie_count <> (${rated})`)));
  found.push(...(await database.query('SELECT id FROM movies EXCEPT SELECT movie_id FROM movie_stats')));
  const entries =
    'SELECT id, search::text FROM movies UNION ALL SELECT 0, word FROM search_words ORDER BY 1, 2';
  const before = await database.query<{ id: number; search: string }>(entries);
  await app.get(MoviesRepository).reindex(before.map(({ id }) => id).filter((id) => id > 0));
  const after = await database.query<{ id: number; search: string }>(entries);
  const known = new Set(before.map(({ id, search }) => `${id} ${search}`));
  return [...found, ...after.filter(({ id, search }) => !known.has(`${id} ${search}`))];
}
