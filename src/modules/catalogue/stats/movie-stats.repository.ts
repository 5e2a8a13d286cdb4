import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type CountedTable, type Counter, COUNTERS } from '../contributors/movie-contributor.js';

/** The average of a sum, as `movie_stats.average_rating` keeps it: 0 while there is nothing to take it of. */
export const averageOf = (sum: string, count: string): string =>
  `coalesce(round((${sum})::numeric / nullif(${count}, 0), 2), 0)`;

const each = (write: (counter: Counter) => string): string => COUNTERS.map(write).join(', ');

const SUM_OF_NOTES = `SELECT movie_id, ${each((counter) => `sum(${counter})::integer AS ${counter}`)} FROM taken GROUP BY 1`;

/**
 * The counters of films, and the notes that are still to be added to them. Whoever moves notes of a film holds its row of
 * counters and takes all of its notes: what was taken back is never subtracted before it was added.
 */
@Injectable()
export class MovieStatsRepository {
  constructor(private readonly database: Database) {}

  /** Films that notes are about, at most so many. */
  async noted(limit: number): Promise<number[]> {
    const rows = await this.database.prepared<{ movie_id: number }>(
      'movie-stats-noted',
      'SELECT DISTINCT movie_id FROM movie_stats_notes LIMIT $1',
      [limit],
    );
    return rows.map((row) => row.movie_id);
  }

  /** Keeps the counters of films from changing, but for those that another keeps already. @returns whose it got */
  async lockFree(movieIds: readonly number[]): Promise<number[]> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ movie_id: number }>(
      `SELECT movie_id FROM movie_stats WHERE movie_id = ANY ($1::int[]) ORDER BY movie_id
       FOR NO KEY UPDATE SKIP LOCKED`,
      [movieIds],
    );
    return rows.map((row) => row.movie_id);
  }

  /** Keeps the counters of the next films by id from changing. */
  async lockNext(after: number, limit: number): Promise<number[]> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ movie_id: number }>(
      'SELECT movie_id FROM movie_stats WHERE movie_id > $1 ORDER BY movie_id LIMIT $2 FOR NO KEY UPDATE',
      [after, limit],
    );
    return rows.map((row) => row.movie_id);
  }

  /** Adds the notes of films that are locked to their counters. */
  async addNotes(movieIds: readonly number[]): Promise<void> {
    await this.database.execute(
      `WITH taken AS (DELETE FROM movie_stats_notes WHERE movie_id = ANY ($1::int[]) RETURNING *),
       change AS (${SUM_OF_NOTES})
       UPDATE movie_stats s SET ${each((counter) => `${counter} = s.${counter} + c.${counter}`)},
         average_rating = ${averageOf('s.rating_sum + c.rating_sum', 's.rating_count + c.rating_count')}
       FROM change c WHERE s.movie_id = c.movie_id`,
      [movieIds],
    );
  }

  /** Throws away notes about films that have no counters, because they were deleted. */
  async dropNotesOfDeleted(movieIds: readonly number[]): Promise<void> {
    await this.database.execute(
      `DELETE FROM movie_stats_notes n WHERE movie_id = ANY ($1::int[])
         AND NOT EXISTS (SELECT FROM movie_stats s WHERE s.movie_id = n.movie_id)`,
      [movieIds],
    );
  }

  /**
   * Makes the counters of films that are locked what counting the rows says, notes included. One statement, and so one
   * moment: a row that comes meanwhile is not counted, and its note stays. Counters that no table counts stay as they are.
   * @returns how many films had a wrong one
   */
  async recount(movieIds: readonly number[], tables: readonly CountedTable[]): Promise<number> {
    const counts = tables.map(({ table, counters }) => {
      const columns = each((counter) => `${counters[counter] ?? '0'} AS ${counter}`);
      return `SELECT movie_id, ${columns} FROM ${table} WHERE movie_id = ANY ($1::int[]) GROUP BY 1`;
    });
    const known = (counter: Counter): string => `s.${counter} + coalesce(n.${counter}, 0)`;
    const actual = (counter: Counter): string =>
      tables.some(({ counters }) => counters[counter] !== undefined)
        ? `coalesce(c.${counter}, 0)`
        : known(counter);
    const nothing = `SELECT 0 AS movie_id, ${each((counter) => `0 AS ${counter}`)} WHERE false`;
    const [row] = await this.database.rows<{ wrong: number }>(
      `WITH taken AS (DELETE FROM movie_stats_notes WHERE movie_id = ANY ($1::int[]) RETURNING *),
       noted AS (${SUM_OF_NOTES}),
       counted AS (
         SELECT movie_id, ${each((counter) => `sum(${counter})::integer AS ${counter}`)}
         FROM (${[nothing, ...counts].join(' UNION ALL ')}) c GROUP BY 1
       ), film AS (
         SELECT s.movie_id, n.movie_id IS NOT NULL AS has_notes,
           ROW(${each(known)}) <> ROW(${each(actual)}) AS count_is_wrong,
           s.average_rating IS DISTINCT FROM ${averageOf('s.rating_sum', 's.rating_count')} AS average_is_wrong,
           ${each((counter) => `${actual(counter)} AS ${counter}`)}
         FROM movie_stats s LEFT JOIN noted n USING (movie_id) LEFT JOIN counted c USING (movie_id)
         WHERE s.movie_id = ANY ($1::int[])
       ), corrected AS (
         UPDATE movie_stats s SET ${each((counter) => `${counter} = f.${counter}`)},
           average_rating = ${averageOf('f.rating_sum', 'f.rating_count')}
         FROM film f WHERE s.movie_id = f.movie_id AND (f.has_notes OR f.average_is_wrong OR f.count_is_wrong)
         RETURNING f.average_is_wrong OR f.count_is_wrong AS was_wrong
       )
       SELECT count(*) FILTER (WHERE was_wrong)::int AS wrong FROM corrected`,
      [movieIds],
    );
    return row?.wrong ?? 0;
  }
}
