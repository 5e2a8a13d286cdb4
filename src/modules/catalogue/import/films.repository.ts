import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { decimalOf } from '../../../platform/money/index.js';
import { fold } from '../fold.js';
import { TERM_TABLES } from '../terms/term-kind.js';
import type { PreparedFilm } from './prepared-film.js';

/** The kinds of terms that a film can have several of. */
export const RELATIONS = ['genre', 'star', 'director'] as const;

export type Relation = (typeof RELATIONS)[number];

/** A film as it goes into the tables: its terms have ids. */
export interface FilmRecord extends PreparedFilm {
  readonly certificationId: number;
  readonly termIds: Readonly<Record<Relation, readonly number[]>>;
}

/** What the tables know of a film. */
export interface KnownFilm {
  readonly id: number;
  readonly name: string;
  readonly imdb: number;
  readonly votes: number;
  readonly meta_score: number | null;
  readonly gross: number | null;
  readonly description: string;
  readonly certification_id: number;
  readonly min_age: number | null;
  readonly genre: number[];
  readonly star: number[];
  readonly director: number[];
}

/** A film that has an id. */
export interface IdentifiedFilm {
  readonly id: number;
  readonly film: FilmRecord;
}

const linksOf = (relation: Relation): { table: string; column: string } => {
  const { links } = TERM_TABLES[relation];
  if (!links) throw new Error(`A film has one ${relation} only.`);
  return links;
};

const idsOf = (relation: Relation): string => {
  const { table, column } = linksOf(relation);
  return `ARRAY(SELECT l.${column} FROM ${table} l WHERE l.movie_id = m.id ORDER BY l.position) AS ${relation}`;
};

const TABLES = RELATIONS.flatMap((relation) => [TERM_TABLES[relation].table, linksOf(relation).table]);

/** LATERAL with LIMIT makes PostgreSQL look each film up by the unique index, whatever it thinks of the table's size. */
const FIND = `
  SELECT w.n::int, m.id, m.name, m.imdb::float8 AS imdb, m.votes, m.meta_score::float8 AS meta_score, m.gross::float8 AS gross,
    m.description, m.certification_id, m.min_age, ${RELATIONS.map(idsOf).join(', ')}
  FROM unnest($1::text[], $2::int[], $3::int[]) WITH ORDINALITY AS w (name, year, time, n)
  CROSS JOIN LATERAL (
    SELECT * FROM movies
    WHERE lower(name) = lower(w.name) AND year = w.year AND time = w.time AND deleted_at IS NULL LIMIT 1
  ) m`;

const FACTS = `unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::numeric[], $6::int[], $7::numeric[], $8::numeric[],
  $9::text[], $10::int[], $11::int[], $12::text[]`;
const FACT_COLUMNS =
  'name, name_folded, year, time, imdb, votes, meta_score, gross, description, certification_id, min_age, search';
const FACT_VALUES = `f.name, f.name_folded, f.year, f.time, f.imdb, f.votes, f.meta_score, f.gross, f.description,
  f.certification_id, f.min_age, array_to_tsvector(string_to_array(f.search, ' '))`;

/** Unrolled links: the place of the film in the list, the term, the place of the term in the film. */
const linksFrom = (parameter: number): string =>
  `unnest($${parameter}::int[], $${parameter + 1}::int[], $${parameter + 2}::int[]) AS l (n, term, position)`;

/**
 * One statement for films and everything that hangs on them: triggers run at its end, and so the terms whose counters
 * change are locked for the shortest time that others have to wait.
 */
const ENTER = `
  WITH given AS (
    SELECT * FROM ${FACTS}, $13::numeric[]) WITH ORDINALITY AS f (${FACT_COLUMNS}, price, n)
  ), entered AS (
    INSERT INTO movies (${FACT_COLUMNS}, price) SELECT ${FACT_VALUES}, f.price FROM given f
    ON CONFLICT (lower(name), year, time) WHERE deleted_at IS NULL DO NOTHING RETURNING id, name, year, time
  ), film AS (
    SELECT e.id, f.n FROM entered e JOIN given f USING (name, year, time)
  ), counters AS (
    INSERT INTO movie_stats (movie_id) SELECT id FROM film
  ), ${RELATIONS.map((relation, index) => {
    const { table, column } = linksOf(relation);
    return `${relation}_links AS (
    INSERT INTO ${table} (movie_id, ${column}, position)
    SELECT f.id, l.term, l.position FROM film f JOIN ${linksFrom(14 + 3 * index)} USING (n))`;
  }).join(', ')}
  SELECT n::int FROM film`;

/** The tables of films, many films at a time. */
@Injectable()
export class FilmsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Tells PostgreSQL how large the tables have become when it does not know yet: it takes partial indexes of tables that it
   * has never looked into for empty, and walks through them.
   */
  async analyzeFirst(): Promise<void> {
    const [row] = await this.database.rows<{ known: boolean }>(
      "SELECT reltuples > 0 AS known FROM pg_class WHERE oid = 'movies'::regclass",
    );
    if (row?.known === false) await this.database.execute(`ANALYZE movies, ${TABLES.join(', ')}`);
  }

  /** The living films with these names (whatever their case), years and running times. */
  async find(films: readonly FilmRecord[]): Promise<Map<FilmRecord, KnownFilm>> {
    const facts = films.map((film) => film.facts);
    const rows = await this.database.rows<KnownFilm & { n: number }>(FIND, [
      facts.map((film) => film.name),
      numbers(facts.map((film) => film.year)),
      numbers(facts.map((film) => film.time)),
    ]);
    const known = new Map<FilmRecord, KnownFilm>();
    for (const row of rows) {
      const film = films[row.n - 1];
      if (film) known.set(film, row);
    }
    return known;
  }

  /** Keeps films from changing until the transaction ends. */
  async lock(ids: readonly number[]): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(
      'SELECT 1 FROM movies WHERE id = ANY ($1::int[]) ORDER BY id FOR NO KEY UPDATE',
      [ids],
    );
  }

  /** Enters films with their relations and a row of counters each, and returns those that were not there yet. */
  async insert(films: readonly FilmRecord[]): Promise<FilmRecord[]> {
    if (films.length === 0) return [];
    const rows = await this.database.rows<{ n: number }>(ENTER, [
      ...factsOf(films),
      `{${films.map((film) => decimalOf(film.price)).join(',')}}`,
      ...RELATIONS.flatMap((relation) => linkArrays(relation, films)),
    ]);
    return rows.flatMap(({ n }) => films[n - 1] ?? []);
  }

  /** Gives films other facts. Their price stays. */
  async update(films: readonly IdentifiedFilm[]): Promise<void> {
    if (films.length === 0) return;
    await this.database.execute(
      `UPDATE movies m SET (${FACT_COLUMNS}) = (SELECT ${FACT_VALUES}), version = m.version + 1, updated_at = now()
       FROM ${FACTS}, $13::int[]) AS f (${FACT_COLUMNS}, id) WHERE m.id = f.id`,
      [...factsOf(films.map(({ film }) => film)), films.map(({ id }) => id)],
    );
  }

  /** Gives films other terms of a kind. */
  async relink(relation: Relation, films: readonly IdentifiedFilm[]): Promise<void> {
    if (films.length === 0) return;
    const { table, column } = linksOf(relation);
    const ids = numbers(films.map(({ id }) => id));
    await this.database.execute(`DELETE FROM ${table} WHERE movie_id = ANY ($1::int[])`, [ids]);
    await this.database.execute(
      `INSERT INTO ${table} (movie_id, ${column}, position)
       SELECT ($1::int[])[l.n], l.term, l.position FROM ${linksFrom(2)}`,
      [
        ids,
        ...linkArrays(
          relation,
          films.map(({ film }) => film),
        ),
      ],
    );
  }
}

/** The arrays that `linksFrom` unrolls. */
function linkArrays(relation: Relation, films: readonly FilmRecord[]): string[] {
  const termIds = films.map((film) => film.termIds[relation]);
  return [
    numbers(termIds.flatMap((ids, index) => ids.map(() => index + 1))),
    numbers(termIds.flat()),
    numbers(termIds.flatMap((ids) => ids.map((_, index) => index + 1))),
  ];
}

/** An array of numbers as PostgreSQL reads it; the driver would put each of them in quotes. */
function numbers(values: readonly (number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** The arrays that `FACTS` unrolls. */
function factsOf(films: readonly FilmRecord[]): unknown[] {
  const facts = films.map((film) => film.facts);
  return [
    facts.map((film) => film.name),
    facts.map((film) => fold(film.name)),
    numbers(facts.map((film) => film.year)),
    numbers(facts.map((film) => film.time)),
    numbers(facts.map((film) => film.imdb)),
    numbers(facts.map((film) => film.votes)),
    numbers(facts.map((film) => film.metaScore)),
    numbers(facts.map((film) => film.gross)),
    facts.map((film) => film.description),
    numbers(films.map((film) => film.certificationId)),
    numbers(facts.map((film) => film.minAge)),
    films.map((film) => film.search),
  ];
}
