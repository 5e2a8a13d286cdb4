import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { deletionsOf, isTypoTolerant, searchDocument } from '../search-document.js';
import { TERM_TABLES, type TermKind } from '../terms/term-kind.js';
import { MovieExistsError } from './movie.errors.js';
import { Movie } from './movie.entity.js';

interface SearchSource {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly votes: number;
  readonly people: string[];
}

const REINDEX_BATCH = 500;
/** The names of a film's terms, each kind in its order. */
const NAMES = Object.values(TERM_TABLES)
  .flatMap(({ table, links }) =>
    links
      ? `ARRAY(SELECT t.name FROM ${links.table} l JOIN ${table} t ON t.id = l.${links.column}
           WHERE l.movie_id = m.id ORDER BY l.position) AS ${table}`
      : [],
  )
  .join(', ');

/** Films for those who change them. */
@Injectable()
export class MoviesRepository {
  constructor(private readonly database: Database) {}

  /**
   * The film, kept from changing until the transaction ends.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError
   */
  async lockForEdit(uuid: string, ifMatch: string | undefined): Promise<Movie> {
    this.database.requireTransaction();
    const movie = await this.database.manager.findOne(Movie, {
      where: { uuid, deletedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!movie) throw new NotFoundError('movie', uuid);
    requireMatch(ifMatch, String(movie.version), 'movie');
    return movie;
  }

  /** @throws MovieExistsError */
  async save(movie: Movie): Promise<Movie> {
    return translateViolations(this.database.manager.save(movie), {
      uq_movies_name_year_time: () => new MovieExistsError(movie),
    });
  }

  /** What editors can say of a film, by the names that they use: for the audit log. */
  async contentOf(id: number): Promise<Record<string, unknown>> {
    const [content] = await this.database.rows(
      `SELECT m.name, m.year, m.time, m.imdb::float8 AS imdb, m.votes, m.meta_score::float8 AS meta_score,
         m.gross::float8 AS gross, m.description, m.price, c.name AS certification, m.min_age, ${NAMES}, m.withdrawn,
         m.sale_from, m.sale_until, m.countries
       FROM movies m JOIN certifications c ON c.id = m.certification_id WHERE m.id = $1`,
      [id],
    );
    return content ?? {};
  }

  async addStats(id: number): Promise<void> {
    await this.database.execute('INSERT INTO movie_stats (movie_id) VALUES ($1)', [id]);
  }

  /** Deletes a locked film, and its counters: lists in the order of a counter walk the counters alone. */
  async remove(id: number): Promise<void> {
    await this.database.execute('UPDATE movies SET deleted_at = now(), version = version + 1 WHERE id = $1', [
      id,
    ]);
    await this.database.execute('DELETE FROM movie_stats WHERE movie_id = $1', [id]);
  }

  /** Makes these, in this order, the film's terms of a kind that a film can have several of. */
  async setTerms(
    id: number,
    kind: Exclude<TermKind, 'certification'>,
    termIds: readonly number[],
  ): Promise<void> {
    const links = TERM_TABLES[kind].links;
    if (!links) throw new Error(`${kind} is not a relation.`);
    await this.database.execute(
      `DELETE FROM ${links.table} WHERE movie_id = $1 AND ${links.column} <> ALL ($2::int[])`,
      [id, termIds],
    );
    await this.database.execute(
      `INSERT INTO ${links.table} (movie_id, ${links.column}, position)
       SELECT $1, term, n FROM unnest($2::int[]) WITH ORDINALITY AS wanted (term, n)
       ON CONFLICT (movie_id, ${links.column}) DO UPDATE SET position = excluded.position`,
      [id, termIds],
    );
  }

  /** Marks the content of films as changed, so that editors who read them before are warned. */
  async touch(ids: readonly number[]): Promise<void> {
    await this.database.execute(
      'UPDATE movies SET version = version + 1, updated_at = now() WHERE id = ANY ($1::int[])',
      [ids],
    );
  }

  /** Writes the search index entries of films anew, from what the tables say now. */
  async reindex(ids: readonly number[]): Promise<void> {
    for (let start = 0; start < ids.length; start += REINDEX_BATCH) {
      await this.reindexBatch(ids.slice(start, start + REINDEX_BATCH));
    }
  }

  private async reindexBatch(ids: readonly number[]): Promise<void> {
    const films = await this.database.rows<SearchSource>(
      `SELECT m.id, m.name, m.description, m.votes, ARRAY(
         SELECT s.name FROM movies_stars l JOIN stars s ON s.id = l.star_id WHERE l.movie_id = m.id
         UNION ALL
         SELECT d.name FROM movies_directors l JOIN directors d ON d.id = l.director_id WHERE l.movie_id = m.id
       ) AS people FROM movies m WHERE m.id = ANY ($1::int[])`,
      [ids],
    );
    const documents = films.map((film) => searchDocument(film));
    await this.database.execute(
      `UPDATE movies m SET search = array_to_tsvector(string_to_array(d.lexemes, ' '))
       FROM unnest($1::int[], $2::text[]) AS d (id, lexemes) WHERE m.id = d.id`,
      [films.map((film) => film.id), documents.map((document) => document.lexemes.join(' '))],
    );
    const words = [...new Set(documents.flatMap((document) => document.words))].filter(isTypoTolerant).sort();
    await this.database.execute(
      `INSERT INTO search_words (word, deletions) SELECT w, string_to_array(d, ' ')
       FROM unnest($1::text[], $2::text[]) AS t (w, d) ON CONFLICT (word) DO NOTHING`,
      [words, words.map((word) => deletionsOf(word).join(' '))],
    );
  }
}
