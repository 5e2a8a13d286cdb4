import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { CountedTable } from '../contributors/movie-contributor.js';

/** A film's popularity, where it is to be another. */
export interface Popularity {
  readonly movie_id: number;
  readonly popularity: number;
}

const HALF_LIFE_DAYS = 30;
/** What is older than this weighs less than a thousandth. */
const MEMORY_DAYS = 300;
const NOTICEABLE = 0.005;
const ASSUMED_RATINGS = 10;
const ASSUMED_MEAN = 6;

/** Computes and keeps the popularity of films; the formula stands at `PopularityService`. */
@Injectable()
export class PopularityRepository {
  constructor(private readonly database: Database) {}

  /** The films whose popularity is noticeably another by now, by id. */
  async changes(tables: readonly CountedTable[], now: Date): Promise<Popularity[]> {
    const deeds = tables.flatMap(({ table, popularity }) =>
      popularity
        ? `SELECT movie_id, (${popularity.weight})::float8 AS weight, ${popularity.since} AS since FROM ${table}
           WHERE ${popularity.since} > $1::timestamptz - interval '${MEMORY_DAYS} days'`
        : [],
    );
    const nothing = 'SELECT 0 AS movie_id, 0::float8 AS weight, $1::timestamptz AS since WHERE false';
    return this.database.rows<Popularity>(
      `WITH activity AS (
         SELECT movie_id,
           sum(weight * power(2, -greatest(0, extract(epoch FROM $1::timestamptz - since)::float8) / 86400 / ${HALF_LIFE_DAYS})) AS weight
         FROM (${[nothing, ...deeds].join(' UNION ALL ')}) d GROUP BY 1
       ), film AS (
         SELECT s.movie_id, s.popularity AS former, ln(1 + greatest(0, coalesce(a.weight, 0)))
           * (${ASSUMED_RATINGS * ASSUMED_MEAN} + s.rating_sum) / (${ASSUMED_RATINGS} + s.rating_count) / 10 AS popularity
         FROM movie_stats s LEFT JOIN activity a USING (movie_id)
         WHERE a.movie_id IS NOT NULL OR s.popularity <> 0
       )
       SELECT movie_id, popularity FROM film
       WHERE abs(popularity - former) > ${NOTICEABLE} OR (popularity = 0 AND former <> 0) ORDER BY movie_id`,
      [now],
    );
  }

  async write(changes: readonly Popularity[]): Promise<void> {
    await this.database.execute(
      `WITH film AS (
         SELECT s.movie_id, n.popularity FROM movie_stats s
         JOIN unnest($1::int[], $2::float8[]) AS n (movie_id, popularity) USING (movie_id)
         ORDER BY s.movie_id FOR NO KEY UPDATE OF s
       )
       UPDATE movie_stats s SET popularity = f.popularity FROM film f WHERE s.movie_id = f.movie_id`,
      [changes.map((change) => change.movie_id), changes.map((change) => change.popularity)],
    );
  }
}
