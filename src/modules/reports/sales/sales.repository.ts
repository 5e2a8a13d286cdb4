import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { LEDGER_ENTRIES } from '../figures/ledger-entries.js';
import { SELLER_NAME } from '../figures/sales-ledger.repository.js';
import { type FiguresScope, scopeParameters } from '../figures/span.js';
import type { SalesGroup } from './sales.dto.js';

/** Totals; amounts in minor units. `key` and `label` are null in the row of everything together. */
export interface SalesRow {
  readonly isTotal: boolean;
  readonly key: string | null;
  readonly label: string | null;
  readonly orders: number;
  readonly quantity: number;
  readonly gross: number;
  readonly refunded: number;
}

interface Grouping {
  /** Of entries. */
  readonly by: string;
  /** Of sums `a`, which have it as `group_key`. */
  readonly key: string;
  readonly label: string;
  readonly names?: string;
  readonly order: string;
}

const BEST_FIRST = 'a.gross DESC, label, key';

const period = (unit: string): Grouping => {
  const start = `to_char(a.group_key, 'YYYY-MM-DD')`;
  return { by: `date_trunc('${unit}', day)`, key: start, label: start, order: 'key DESC' };
};

const word = (by: string, none: string): Grouping => ({
  by,
  key: 'a.group_key',
  label: `coalesce(a.group_key, '${none}')`,
  order: BEST_FIRST,
});

const HALL_JOIN = 'LEFT JOIN halls h ON h.id = a.group_key LEFT JOIN cinemas c ON c.id = h.cinema_id';

const GROUPINGS: Readonly<Record<SalesGroup, Grouping>> = {
  day: period('day'),
  week: period('week'),
  month: period('month'),
  movie: {
    by: 'movie_id',
    key: 'm.uuid::text',
    label: `coalesce(m.name || ' (' || m.year || ')', 'No film')`,
    names: 'LEFT JOIN movies m ON m.id = a.group_key',
    order: BEST_FIRST,
  },
  cinema: {
    by: 'cinema_id',
    key: 'a.group_key::text',
    label: `coalesce(c.name, 'Online')`,
    names: 'LEFT JOIN cinemas c ON c.id = a.group_key',
    order: BEST_FIRST,
  },
  hall: {
    by: 'hall_id',
    key: 'a.group_key::text',
    label: `coalesce(c.name || ', ' || h.name, 'No hall')`,
    names: HALL_JOIN,
    order: BEST_FIRST,
  },
  hall_type: word('(SELECT h.type FROM halls h WHERE h.id = hall_id)', 'No hall'),
  kind: word('kind', ''),
  method: word('tender', ''),
  seller: {
    by: 'seller_id',
    key: 'a.group_key::text',
    label: `coalesce(${SELLER_NAME}, 'Online')`,
    names: 'LEFT JOIN users u ON u.id = a.group_key LEFT JOIN user_profiles up ON up.user_id = u.id',
    order: BEST_FIRST,
  },
};

/** Points are a way to pay beside the one that the rest was paid with. */
const BY_TENDER = `
  SELECT e.day, e.order_id, v.tender, v.sold, v.paid, v.back FROM (${LEDGER_ENTRIES}) e
  CROSS JOIN LATERAL (VALUES
    (e.tender, e.sold, e.gross - e.discount - e.points, e.money_back),
    ('points', 0, e.points, e.points_back)) v (tender, sold, paid, back)
  WHERE v.tender <> 'points' OR e.tender = 'points' OR v.paid > 0 OR v.back > 0`;

const AS_THEY_ARE = `
  SELECT e.*, e.gross - e.discount AS paid, e.money_back + e.points_back AS back FROM (${LEDGER_ENTRIES}) e`;

/** Adding up what was sold and given back. */
@Injectable()
export class SalesRepository {
  constructor(private readonly database: Database) {}

  /** The row of everything comes first; then at most so many groups. */
  async totals(scope: FiguresScope, groupBy: SalesGroup, limit: number): Promise<SalesRow[]> {
    const { by, key, label, names = '', order } = GROUPINGS[groupBy];
    return this.database.rows<SalesRow & Record<string, unknown>>(
      `WITH a AS (
         SELECT GROUPING(group_key) = 1 AS "isTotal", group_key, count(DISTINCT order_id) FILTER (WHERE sold > 0 OR paid > 0)::int AS orders,
           coalesce(sum(sold), 0)::float8 AS quantity, coalesce(sum(paid), 0)::float8 AS gross,
           coalesce(sum(back), 0)::float8 AS refunded
         FROM (
           SELECT ${by} AS group_key, order_id, sum(sold) AS sold, sum(paid) AS paid, sum(back) AS back
           FROM (${groupBy === 'method' ? BY_TENDER : AS_THEY_ARE}) e GROUP BY 1, 2) of_orders
         GROUP BY GROUPING SETS ((), (group_key)))
       SELECT a."isTotal", ${key} AS key, CASE WHEN NOT "isTotal" THEN ${label} END AS label,
         a.orders, a.quantity, a.gross, a.refunded
       FROM a ${names} ORDER BY a."isTotal" DESC, ${order} LIMIT $4`,
      [...scopeParameters(scope), limit + 1],
    );
  }
}
