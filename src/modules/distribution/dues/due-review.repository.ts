import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** A film week of a contract. */
export interface ContractWeek {
  readonly contractId: number;
  readonly week: number;
}

/** Which contracts are to be looked at, beside those where proposals are missing, or are there before their week is over. */
export interface DueReview {
  readonly now: Date;
  /** All that have film weeks that are over and not closed. */
  readonly isOfAll: boolean;
  /** Those of these films. */
  readonly movieIds: readonly number[];
  /** Those of which one of these film weeks is over. */
  readonly weeks: readonly ContractWeek[];
}

/** Something that changed what is due, beside the box office; written by triggers in the transaction of the change. */
export interface StaleDues {
  readonly id: number;
  readonly movieId: number;
}

/** What has to be looked at anew to know what is due. */
@Injectable()
export class DueReviewRepository {
  constructor(private readonly database: Database) {}

  /** When dues were looked at last; null when they never were. */
  async lookedAt(): Promise<Date | null> {
    const [row] = await this.database.rows<{ at: Date }>('SELECT looked_at AS at FROM due_reviews');
    return row?.at ?? null;
  }

  /** Films of which contracts, or what hangs on them, were changed since. */
  async stale(): Promise<StaleDues[]> {
    return this.database.rows<StaleDues & Record<string, unknown>>(
      'SELECT id, movie_id AS "movieId" FROM stale_dues ORDER BY id',
    );
  }

  /** Everything was looked at, these changes included. */
  async finish(at: Date, stale: readonly StaleDues[]): Promise<void> {
    await this.database.execute('DELETE FROM stale_dues WHERE id = ANY ($1::int[])', [
      stale.map(({ id }) => id),
    ]);
    await this.database.execute(
      `INSERT INTO due_reviews (looked_at) VALUES ($1) ON CONFLICT (is_last) DO UPDATE SET looked_at = excluded.looked_at`,
      [at],
    );
  }

  /** The contracts in the order of their ids, after one of them. A film week is over when it is in all cinemas. */
  async contracts(review: DueReview, afterId: number, limit: number): Promise<number[]> {
    const { now, isOfAll, movieIds, weeks } = review;
    const rows = await this.database.rows<{ id: number }>(
      `WITH everywhere AS (
         SELECT min(($1::timestamptz AT TIME ZONE time_zone)::date) AS day FROM cinemas WHERE deleted_at IS NULL)
       SELECT k.id FROM rental_contracts k LEFT JOIN cinemas c ON c.id = k.cinema_id
       CROSS JOIN LATERAL (SELECT coalesce(($1::timestamptz AT TIME ZONE c.time_zone)::date, (SELECT day FROM everywhere),
         ($1::timestamptz AT TIME ZONE 'UTC')::date) AS day) today
       CROSS JOIN LATERAL (SELECT
         greatest(0, CASE WHEN k.ends_on < today.day THEN (k.ends_on - k.starts_on) / 7 + 1
           ELSE (today.day - k.starts_on) / 7 END) AS "over",
         (SELECT count(*) FROM settlements t WHERE t.contract_id = k.id AND t.sequence = 0) AS closed,
         (SELECT count(*) FROM payment_history p
          WHERE p.contract_id = k.id AND p.kind = 'due' AND p.settlement_id IS NULL) AS proposed) w
       WHERE k.deleted_at IS NULL AND k.id > $2
         AND (w.proposed <> greatest(0, w."over" - w.closed) OR (w."over" > w.closed AND (
           $4::boolean OR k.movie_id = ANY ($5::int[])
           OR EXISTS (SELECT FROM unnest($6::int[], $7::int[]) x (id, week) WHERE x.id = k.id AND x.week <= w."over"))))
       ORDER BY k.id LIMIT $3`,
      [
        ...[now, afterId, limit, isOfAll, movieIds],
        weeks.map(({ contractId }) => contractId),
        weeks.map(({ week }) => week),
      ],
    );
    return rows.map(({ id }) => id);
  }
}
