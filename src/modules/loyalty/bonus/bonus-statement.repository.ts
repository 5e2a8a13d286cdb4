import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { BonusReason, BonusTransaction } from './bonus.js';
import { BONUS_TRANSACTION } from './bonus-accounts.repository.js';

/** Whose transactions, and which. */
export interface BonusFilter {
  readonly userId: number;
  readonly reasons: readonly BonusReason[] | undefined;
}

/** What somebody has. */
export interface BonusState {
  readonly balance: number;
  readonly debt: number;
  readonly expiring: readonly { readonly points: number; readonly at: string }[];
}

/** Points for those who look at theirs. */
@Injectable()
export class BonusStatementRepository {
  constructor(private readonly database: Database) {}

  /** What has run out by `now` does not count, whether or not it is still in the books. */
  async stateOf(userId: number, now: Date): Promise<BonusState> {
    const [row] = await this.database.prepared<BonusState & Record<string, unknown>>(
      'bonus-state',
      `SELECT a.debt, coalesce(sum(l.points), 0)::int AS balance,
         coalesce(json_agg(json_build_object('points', l.points, 'at', l.expires_at) ORDER BY l.expires_at)
           FILTER (WHERE l.expires_at IS NOT NULL), '[]') AS expiring
       FROM bonus_accounts a
       LEFT JOIN LATERAL (
         SELECT sum(t.points_left)::int AS points, t.expires_at FROM bonus_transactions t
         WHERE t.user_id = a.user_id AND t.points_left > 0 AND coalesce(t.expires_at > $2, true)
         GROUP BY t.expires_at) l ON true
       WHERE a.user_id = $1 GROUP BY a.user_id`,
      [userId, now],
    );
    return row ?? { balance: 0, debt: 0, expiring: [] };
  }

  async count(filter: BonusFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM bonus_transactions t WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: BonusFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(BonusTransaction & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<BonusTransaction & { keys: string[] } & Record<string, unknown>>(
      `SELECT ${BONUS_TRANSACTION}, ARRAY[${window.keyColumns}] AS keys FROM bonus_transactions t
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

function conditionOf({ userId, reasons }: BonusFilter, parameters: SqlParameters): string {
  const own = `t.user_id = ${parameters.add(userId)}`;
  return reasons ? `${own} AND t.reason = ANY (${parameters.add(reasons)}::text[])` : own;
}
