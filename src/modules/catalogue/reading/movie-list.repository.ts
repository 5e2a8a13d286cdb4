import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { TERM_TABLES } from '../terms/term-kind.js';
import { conditionsOf, isUnfiltered, type MovieFilter } from './movie-filter.js';
import { type MovieSearch, wholeQuery } from './movie-search.js';
import { type MovieOrder, needsSince, needsStats } from './movie-order.js';

export interface MovieKey {
  readonly id: number;
  readonly keys: string[];
}

export interface TermCount {
  readonly id: number;
  readonly name: string;
  readonly count: number;
}

const MOVIES_WITH_STATS = 'movies m JOIN movie_stats s ON s.movie_id = m.id';
/** Living films, and no others, have a row of counters: in their order the index alone tells which films make up a page. */
const STATS_ALONE = 'movie_stats s CROSS JOIN LATERAL (SELECT s.movie_id AS id) m';

/** Lists of films in an order that an index can walk. */
@Injectable()
export class MovieListRepository {
  constructor(private readonly database: Database) {}

  /** The films of a page, in order. */
  async page(
    filter: MovieFilter,
    search: MovieSearch | undefined,
    order: MovieOrder,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<MovieKey[]> {
    const parameters = new SqlParameters();
    const alone = needsStats(order) && !search && isUnfiltered(filter);
    const movies = alone ? STATS_ALONE : needsStats(order) ? MOVIES_WITH_STATS : 'movies m';
    const source = needsSince(order) ? `${movies} ${withSince(filter, parameters)}` : movies;
    const conditions = alone ? ['true'] : matching(filter, search, parameters);
    const window = windowOf(parameters);
    if (window.condition !== undefined) conditions.push(window.condition);
    const rows = await this.database.rows<MovieKey>(
      `SELECT m.id, ARRAY[${window.keyColumns}] AS keys FROM ${source} WHERE ${conditions.join(' AND ')}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  async count(filter: MovieFilter, search: MovieSearch | undefined): Promise<number> {
    const parameters = new SqlParameters();
    const conditions = matching(filter, search, parameters).join(' AND ');
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM movies m WHERE ${conditions}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** How many films of the list have each genre or certification, most first. */
  async countByTerm(
    kind: 'genre' | 'certification',
    filter: MovieFilter,
    search: MovieSearch | undefined,
  ): Promise<TermCount[]> {
    const { table, links } = TERM_TABLES[kind];
    if (!search && isUnfiltered(filter)) {
      return this.database.rows<TermCount>(
        `SELECT id, name, movie_count AS count FROM ${table} WHERE movie_count > 0 ORDER BY movie_count DESC, id`,
      );
    }
    const parameters = new SqlParameters();
    const conditions = matching(filter, search, parameters).join(' AND ');
    const counted = links
      ? `SELECT l.${links.column} AS id, count(*)::int AS count FROM movies m
         JOIN ${links.table} l ON l.movie_id = m.id WHERE ${conditions} GROUP BY 1`
      : `SELECT m.certification_id AS id, count(*)::int AS count FROM movies m WHERE ${conditions} GROUP BY 1`;
    return this.database.rows<TermCount>(
      `SELECT t.id, t.name, c.count FROM (${counted}) c JOIN ${table} t ON t.id = c.id ORDER BY c.count DESC, t.id`,
      parameters.values,
    );
  }

  /** How many films of the list are from each decade, newest first. */
  async countByDecade(
    filter: MovieFilter,
    search: MovieSearch | undefined,
  ): Promise<{ decade: number; count: number }[]> {
    const parameters = new SqlParameters();
    const conditions = matching(filter, search, parameters).join(' AND ');
    return this.database.rows(
      `SELECT m.year / 10 * 10 AS decade, count(*)::int AS count FROM movies m WHERE ${conditions}
       GROUP BY 1 ORDER BY 1 DESC`,
      parameters.values,
    );
  }

  /**
   * Films like this one, most alike first: a director in common counts four, a star three, a genre one. Films without
   * such people in common follow by genre, the best known first.
   */
  async similar(movieId: number, limit: number): Promise<number[]> {
    const rows = await this.database.prepared<{ id: number }>(
      'movies-similar',
      `WITH relatives AS (
         SELECT l.movie_id, 4 AS weight FROM movies_directors o JOIN movies_directors l USING (director_id)
         WHERE o.movie_id = $1
         UNION ALL
         SELECT l.movie_id, 3 FROM movies_stars o JOIN movies_stars l USING (star_id) WHERE o.movie_id = $1
       ), kin AS (
         SELECT movie_id, sum(weight) AS weight FROM relatives WHERE movie_id <> $1 GROUP BY 1
         ORDER BY 2 DESC, 1 LIMIT 500
       ), neighbours AS (
         SELECT m.id AS movie_id, 0 AS weight FROM movies m
         WHERE m.deleted_at IS NULL AND m.id <> $1 AND EXISTS (
           SELECT FROM movies_genres l JOIN movies_genres o USING (genre_id) WHERE l.movie_id = m.id AND o.movie_id = $1)
         ORDER BY m.votes DESC, m.id DESC LIMIT 200
       ), candidates AS (
         SELECT movie_id, max(weight) AS weight FROM (TABLE kin UNION ALL TABLE neighbours) c GROUP BY 1
       )
       SELECT m.id FROM candidates c JOIN movies m ON m.id = c.movie_id AND m.deleted_at IS NULL
       ORDER BY c.weight + (SELECT count(*) FROM movies_genres l JOIN movies_genres o USING (genre_id)
                            WHERE l.movie_id = m.id AND o.movie_id = $1) DESC, m.votes DESC, m.id DESC
       LIMIT $2`,
      [movieId, limit],
    );
    return rows.map((row) => row.id);
  }
}

function withSince({ personal }: MovieFilter, parameters: SqlParameters): string {
  if (!personal) throw new Error('Only personal lists know when a film came into them.');
  const { table, since, userId } = personal;
  return `JOIN (SELECT movie_id, ${since} AS since FROM ${table} WHERE user_id = ${parameters.add(userId)}) l
    ON l.movie_id = m.id`;
}

function matching(filter: MovieFilter, search: MovieSearch | undefined, parameters: SqlParameters): string[] {
  const conditions = conditionsOf(filter, parameters);
  return search ? [...conditions, `m.search @@ ${parameters.add(wholeQuery(search))}::tsquery`] : conditions;
}
