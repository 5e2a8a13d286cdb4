import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { COUNTERS } from '../contributors/movie-contributor.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import type { MovieTerm, OwnMovieState } from '../movies/movie.dto.js';
import { averageOf } from '../stats/movie-stats.repository.js';

/** A film with everything that an answer shows of it, as PostgreSQL hands it over. */
export interface MovieRow extends OwnMovieState {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly year: number;
  readonly time: number;
  readonly imdb: number;
  readonly votes: number;
  readonly meta_score: number | null;
  readonly gross: number | null;
  readonly description: string;
  readonly price: string;
  readonly certification_id: number;
  readonly certification_name: string;
  readonly min_age: number | null;
  readonly genres: MovieTerm[] | null;
  readonly stars: MovieTerm[] | null;
  readonly directors: MovieTerm[] | null;
  readonly poster: string | null;
  readonly withdrawn: boolean;
  readonly sale_from: Date | null;
  readonly sale_until: Date | null;
  readonly countries: string[] | null;
  readonly average_rating: number;
  readonly rating_count: number;
  readonly likes: number;
  readonly dislikes: number;
  readonly comment_count: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** What tells whether a film's detail has changed: its content, its counters with their notes, and names that it shows. */
export interface MovieVersion {
  readonly id: number;
  readonly version: number;
  readonly stats: string;
  readonly revision: string;
  readonly withdrawn: boolean;
  readonly sale_from: Date | null;
  readonly sale_until: Date | null;
}

const termsOf = (links: string, column: string, table: string): string => `
  LEFT JOIN (
    SELECT l.movie_id, json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY l.position) AS terms
    FROM ${links} l JOIN ${table} t ON t.id = l.${column}
    WHERE l.movie_id = ANY ($1::int[]) GROUP BY l.movie_id
  ) ${table} ON ${table}.movie_id = m.id`;

/** Counters as lists show them: what was noted lately is not in them yet. */
const KEPT_COUNTERS = {
  columns: 's.average_rating::float8 AS average_rating, s.rating_count, s.likes, s.dislikes, s.comment_count',
  notes: '',
};

/** Counters and the notes that are still to be added to them, of one moment. */
const EXACT_COUNTERS = {
  columns: `${averageOf('s.rating_sum + n.rating_sum', 's.rating_count + n.rating_count')}::float8 AS average_rating,
    s.rating_count + n.rating_count AS rating_count, s.likes + n.likes AS likes, s.dislikes + n.dislikes AS dislikes,
    s.comment_count + n.comment_count AS comment_count`,
  notes: `CROSS JOIN LATERAL (
    SELECT ${COUNTERS.map((counter) => `coalesce(sum(${counter}), 0)::integer AS ${counter}`).join(', ')}
    FROM movie_stats_notes WHERE movie_id = s.movie_id) n`,
};

const rowsByIds = (counters: { readonly columns: string; readonly notes: string }, own: string): string => `
  SELECT m.id, m.uuid, m.name, m.year, m.time, m.imdb::float8 AS imdb, m.votes, m.meta_score::float8 AS meta_score,
    m.gross::float8 AS gross, m.description, m.price, m.certification_id, c.name AS certification_name, m.min_age,
    genres.terms AS genres, stars.terms AS stars, directors.terms AS directors, m.poster, m.withdrawn, m.sale_from,
    m.sale_until, m.countries, ${counters.columns}, m.created_at, m.updated_at${own}
  FROM movies m
  JOIN certifications c ON c.id = m.certification_id
  JOIN movie_stats s ON s.movie_id = m.id ${counters.notes}
  ${termsOf('movies_genres', 'genre_id', 'genres')}
  ${termsOf('movies_stars', 'star_id', 'stars')}
  ${termsOf('movies_directors', 'director_id', 'directors')}
  WHERE m.id = ANY ($1::int[])`;

/** Films for those who look at them. */
@Injectable()
export class MovieRowsRepository implements OnApplicationBootstrap {
  /** Columns that tell what films are to whoever looks at them. */
  private own = '';

  constructor(
    private readonly database: Database,
    private readonly contributors: MovieContributors,
  ) {}

  onApplicationBootstrap(): void {
    const own = Object.entries(this.contributors.own);
    this.own = own.map(([field, expression]) => `, ${expression} AS ${field}`).join('');
  }

  /**
   * The films with these ids, in this order.
   * @param options.exact with counters that are right at this moment; otherwise they may lag a little behind
   * @param options.viewer the account for which what films are to it is read too
   */
  async byIds(
    ids: readonly number[],
    { exact, viewer }: { readonly exact: boolean; readonly viewer: number | undefined },
  ): Promise<MovieRow[]> {
    if (ids.length === 0) return [];
    const isOwn = viewer !== undefined;
    const rows = await this.database.prepared<MovieRow>(
      `movie-rows${exact ? '-exact' : ''}${isOwn ? '-own' : ''}`,
      rowsByIds(exact ? EXACT_COUNTERS : KEPT_COUNTERS, isOwn ? this.own : ''),
      isOwn ? [ids, viewer] : [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async idOf(uuid: string): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'movie-id',
      'SELECT id FROM movies WHERE uuid = $1 AND deleted_at IS NULL',
      [uuid],
    );
    return row?.id;
  }

  /** Notes only grow in number until they are added up, which writes the row of counters anew. */
  async versionOf(uuid: string): Promise<MovieVersion | undefined> {
    const [row] = await this.database.prepared<MovieVersion>(
      'movie-version',
      `SELECT m.id, m.version, s.xmin || '-' || (SELECT count(*) FROM movie_stats_notes n WHERE n.movie_id = m.id) AS stats,
         r.revision, m.withdrawn, m.sale_from, m.sale_until
       FROM movies m JOIN movie_stats s ON s.movie_id = m.id CROSS JOIN catalogue_revision r
       WHERE m.uuid = $1 AND m.deleted_at IS NULL`,
      [uuid],
    );
    return row;
  }
}
