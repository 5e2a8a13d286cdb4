import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { MovieTerm } from '../movies/movie.dto.js';

/** A film with everything that an answer shows of it, as PostgreSQL hands it over. */
export interface MovieRow {
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

/** What tells whether a film's detail has changed: its content, its counters, and names that it shows. */
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

const ROWS_BY_IDS = `
  SELECT m.id, m.uuid, m.name, m.year, m.time, m.imdb::float8 AS imdb, m.votes, m.meta_score::float8 AS meta_score,
    m.gross::float8 AS gross, m.description, m.price, m.certification_id, c.name AS certification_name, m.min_age,
    genres.terms AS genres, stars.terms AS stars, directors.terms AS directors, m.poster, m.withdrawn, m.sale_from,
    m.sale_until, m.countries, s.average_rating::float8 AS average_rating, s.rating_count, s.likes, s.dislikes,
    s.comment_count, m.created_at, m.updated_at
  FROM movies m
  JOIN certifications c ON c.id = m.certification_id
  JOIN movie_stats s ON s.movie_id = m.id
  ${termsOf('movies_genres', 'genre_id', 'genres')}
  ${termsOf('movies_stars', 'star_id', 'stars')}
  ${termsOf('movies_directors', 'director_id', 'directors')}
  WHERE m.id = ANY ($1::int[])`;

/** Films for those who look at them. */
@Injectable()
export class MovieRowsRepository {
  constructor(private readonly database: Database) {}

  /** The films with these ids, in this order. */
  async byIds(ids: readonly number[]): Promise<MovieRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.prepared<MovieRow>('movie-rows', ROWS_BY_IDS, [ids]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async versionOf(uuid: string): Promise<MovieVersion | undefined> {
    const [row] = await this.database.prepared<MovieVersion>(
      'movie-version',
      `SELECT m.id, m.version, s.xmin::text AS stats, r.revision, m.withdrawn, m.sale_from, m.sale_until
       FROM movies m JOIN movie_stats s ON s.movie_id = m.id CROSS JOIN catalogue_revision r
       WHERE m.uuid = $1 AND m.deleted_at IS NULL`,
      [uuid],
    );
    return row;
  }
}
