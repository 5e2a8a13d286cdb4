import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { LEDGER_ENTRIES } from './ledger-entries.js';
import { type FiguresScope, scopeParameters } from './span.js';

/** What was given back. Amounts in minor units. */
export interface RefundSums {
  /** Refunds; money and points of one occasion are two. */
  readonly refunds: number;
  readonly money: number;
  readonly points: number;
}

/** What was given back, by who did it and why. */
export interface RefundFigures {
  readonly origins: readonly (RefundSums & { readonly origin: string })[];
  /** Those that were given most, some of them. */
  readonly reasons: readonly (RefundSums & { readonly origin: string; readonly reason: string | null })[];
  readonly statuses: readonly (RefundSums & { readonly status: string })[];
}

/** Money that belongs to no line of an order, and is of no cinema. */
export interface StrayMoney {
  /** Payments that could not be used, by why; they go back as a whole and were no sales. */
  readonly unused: readonly {
    readonly why: string;
    readonly payments: number;
    readonly amount: number;
  }[];
  /** Objections of cardholders that were opened in the days, by what became of them. */
  readonly disputes: readonly {
    readonly status: string;
    readonly disputes: number;
    readonly amount: number;
  }[];
}

interface RefundRow extends RefundSums {
  readonly [column: string]: unknown;
  readonly dimension: keyof RefundFigures;
}

const MAX_REASONS = 100;
const OF_DAYS = (column: string): string =>
  `${column} >= $1::date::timestamp AT TIME ZONE 'UTC' AND ${column} < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'`;

/** Refunds in the ledger of sales, and money beside it. */
@Injectable()
export class RefundFiguresRepository {
  constructor(private readonly database: Database) {}

  async figures(scope: FiguresScope): Promise<RefundFigures> {
    const rows = await this.database.rows<RefundRow>(
      `WITH given AS (
         SELECT e.refund_id, sum(e.money_back) AS money, sum(e.points_back) AS points FROM (${LEDGER_ENTRIES}) e
         WHERE e.refund_id IS NOT NULL GROUP BY e.refund_id)
       SELECT CASE GROUPING(r.origin, r.reason, r.status) WHEN 3 THEN 'origins' WHEN 1 THEN 'reasons' ELSE 'statuses' END
           AS dimension,
         r.origin, r.reason, r.status, count(*)::int AS refunds, sum(g.money)::float8 AS money,
         sum(g.points)::float8 AS points
       FROM given g JOIN refunds r ON r.id = g.refund_id
       GROUP BY GROUPING SETS ((r.origin), (r.origin, r.reason), (r.status))
       ORDER BY sum(g.money) + sum(g.points) DESC, r.origin, r.reason, r.status`,
      scopeParameters(scope),
    );
    const of = <Dimension extends keyof RefundFigures>(dimension: Dimension): RefundFigures[Dimension] =>
      rows.filter((row) => row.dimension === dimension) as unknown as RefundFigures[Dimension];
    return { origins: of('origins'), reasons: of('reasons').slice(0, MAX_REASONS), statuses: of('statuses') };
  }

  /** By days of UTC. */
  async stray(from: string, to: string): Promise<StrayMoney> {
    const unused = await this.database.rows<StrayMoney['unused'][number] & Record<string, unknown>>(
      `SELECT settlement AS why, count(*)::int AS payments, sum(amount * 100)::float8 AS amount FROM payments
       WHERE settlement <> 'fulfilled' AND ${OF_DAYS('created_at')} GROUP BY settlement ORDER BY amount DESC, why`,
      [from, to],
    );
    const disputes = await this.database.rows<StrayMoney['disputes'][number] & Record<string, unknown>>(
      `SELECT status, count(*)::int AS disputes, sum(amount * 100)::float8 AS amount FROM disputes
       WHERE ${OF_DAYS('opened_at')} GROUP BY status ORDER BY status`,
      [from, to],
    );
    return { unused, disputes };
  }
}
