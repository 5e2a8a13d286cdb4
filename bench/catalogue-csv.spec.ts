import { type FilmRow, readFilms } from '../src/modules/catalogue/import/film-source.js';
import type { StatedFilm } from '../src/modules/catalogue/import/film-row.js';
import { generateCatalogue } from './catalogue-csv.js';

const text = (films: number, seed: number): string => [...generateCatalogue(films, seed)].join('');

async function filmsOf(csv: string): Promise<StatedFilm['facts'][]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(csv));
  }
  const rows: FilmRow[] = [];
  for await (const some of readFilms(bytes(), { mapping: {} })) rows.push(...some);
  return rows.map((row) => {
    if (!('film' in row)) throw new Error(JSON.stringify(row));
    return row.film.facts;
  });
}

describe('The made-up catalogue', () => {
  it('is the same for the same seed and another for another', () => {
    expect(text(200, 7)).toBe(text(200, 7));
    expect(text(200, 7)).not.toBe(text(200, 8));
  });

  it('has as many films as asked for, all good for the import and none twice', async () => {
    const films = await filmsOf(text(5_000, 1));
    expect(films).toHaveLength(5_000);
    expect(new Set(films.map((film) => `${film.name}|${film.year}|${film.time}`)).size).toBe(5_000);
    expect(films.every((film) => film.stars.length === 4 && film.directors.length === 1)).toBe(true);
  });

  it('has votes that fall by a power law, recent years more often, and stars that recur', async () => {
    const films = await filmsOf(text(5_000, 1));
    const share = (votes: number): number =>
      films.filter((film) => film.votes >= votes).length / films.length;
    for (const votes of [20, 100, 1_000, 10_000]) expect(share(votes)).toBeCloseTo((votes / 20) ** -0.6, 1);
    const years = films.map((film) => film.year);
    expect([Math.min(...years) >= 1920, Math.max(...years)]).toEqual([true, 2024]);
    expect(years.filter((year) => year >= 2000).length).toBeGreaterThan(2_000);
    expect(new Set(films.flatMap((film) => film.stars)).size).toBeLessThan(4_000);
    expect(new Set(films.flatMap((film) => film.genres)).size).toBe(22);
  });
});
