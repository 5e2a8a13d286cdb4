import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
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
  readonly key: string;
  readonly label: string;
  readonly order: string;
}

const period = (unit: string): Grouping => {
  const start = `to_char(date_trunc('${unit}', o.paid_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD')`;
  return { key: start, label: start, order: 'key DESC' };
};

const GROUPINGS: Readonly<Record<SalesGroup, Grouping>> = {
  day: period('day'),
  week: period('week'),
  month: period('month'),
  movie: {
    key: 'm.uuid::text',
    label: `coalesce(min(m.name || ' (' || m.year || ')'), 'No film')`,
    order: 'gross DESC, key',
  },
  cinema: { key: 'NULL::text', label: `'Online'`, order: 'gross DESC, key' },
  kind: { key: 'i.kind', label: 'i.kind', order: 'gross DESC, key' },
};

/** Adding up what was paid. */
@Injectable()
export class SalesRepository {
  constructor(private readonly database: Database) {}

  /** The row of everything comes first; then at most so many groups. */
  async totals(from: Date, before: Date, groupBy: SalesGroup, limit: number): Promise<SalesRow[]> {
    const { key, label, order } = GROUPINGS[groupBy];
    return this.database.rows<SalesRow & Record<string, unknown>>(
      `SELECT GROUPING(${key}) = 1 AS "isTotal", ${key} AS key, ${label} AS label, count(DISTINCT o.id)::int AS orders,
         coalesce(sum(i.quantity), 0)::int AS quantity,
         coalesce(sum(i.price_at_order * i.quantity - i.discount) * 100, 0)::float8 AS gross,
         coalesce(sum(i.refunded_amount) * 100, 0)::float8 AS refunded
       FROM orders o JOIN order_items i ON i.order_id = o.id AND i.superseded_at IS NULL
       LEFT JOIN movies m ON m.id = i.movie_id
       WHERE o.paid_at >= $1 AND o.paid_at < $2 GROUP BY GROUPING SETS ((), (${key}))
       ORDER BY "isTotal" DESC, ${order} LIMIT $3`,
      [from, before, limit + 1],
    );
  }
}
