/** What films are described with by name. Each kind is a table of names; all work alike. */
export type TermKind = 'genre' | 'star' | 'director' | 'certification';

interface TermTables {
  readonly table: string;
  /** Where films and terms meet; a certification is a column of the film instead. */
  readonly links?: { readonly table: string; readonly column: string };
}

export const TERM_TABLES: Readonly<Record<TermKind, TermTables>> = {
  genre: { table: 'genres', links: { table: 'movies_genres', column: 'genre_id' } },
  star: { table: 'stars', links: { table: 'movies_stars', column: 'star_id' } },
  director: { table: 'directors', links: { table: 'movies_directors', column: 'director_id' } },
  certification: { table: 'certifications' },
};

export const MAX_TERM_NAME = 100;
