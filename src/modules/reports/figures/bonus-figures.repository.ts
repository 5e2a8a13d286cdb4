import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** How points came and went. */
export interface BonusFigures {
  readonly reasons: readonly {
    readonly reason: string;
    readonly entries: number;
    /** Negative where they went. */
    readonly points: number;
  }[];
  /** What people had when the first day began, and when the last one was over. */
  readonly before: number;
  readonly after: number;
}

/** The ledger of points; its days are those of UTC. */
@Injectable()
export class BonusFiguresRepository {
  constructor(private readonly database: Database) {}

  async figures(from: string, to: string): Promise<BonusFigures> {
    const rows = await this.database.rows<{
      reason: string | null;
      entries: number;
      points: number;
      before: number;
    }>(
      `SELECT reason, count(*) FILTER (WHERE is_new)::int AS entries,
         coalesce(sum(points) FILTER (WHERE is_new), 0)::float8 AS points,
         coalesce(sum(points) FILTER (WHERE NOT is_new), 0)::float8 AS before
       FROM (SELECT reason, points, created_at >= $1::date::timestamp AT TIME ZONE 'UTC' AS is_new FROM bonus_transactions
             WHERE created_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC') t
       GROUP BY GROUPING SETS ((), (reason)) ORDER BY reason`,
      [from, to],
    );
    const all = rows.find(({ reason }) => reason === null);
    const reasons = rows.flatMap(({ reason, entries, points }) =>
      reason === null || entries === 0 ? [] : [{ reason, entries, points }],
    );
    const before = all?.before ?? 0;
    return { reasons, before, after: before + (all?.points ?? 0) };
  }
}
