import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../../platform/lists/index.js';
import type { CounterMethod } from '../../../orders/index.js';
import type { EntryKind, NewEntry } from '../shifts/shift.js';

/** Which entries of one shift are meant; all conditions hold at once. */
export interface EntryFilter {
  readonly shiftId: number;
  readonly kinds?: readonly EntryKind[] | undefined;
  readonly methods?: readonly CounterMethod[] | undefined;
}

/** An entry with what its order is for, and where it stands in its list. */
export interface FoundEntry extends NewEntry {
  readonly id: number;
  readonly currency: string;
  readonly titles: readonly string[];
  readonly keys: readonly string[];
}

const COLUMNS = `e.id, e.shift_id AS "shiftId", e.order_id AS "orderId", e.kind, e.method,
  (e.amount * 100)::integer AS amount, e.created_at AS at, o.currency,
  (SELECT coalesce(json_agg(i.title ORDER BY i.id), '[]') FROM order_items i
   WHERE i.order_id = e.order_id AND i.superseded_at IS NULL) AS titles`;

/** What tills did, for those who look through it. */
@Injectable()
export class TillEntriesRepository {
  constructor(private readonly database: Database) {}

  async count(filter: EntryFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM box_office_entries e WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** Titles are looked up for the page alone. */
  async page(
    filter: EntryFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<FoundEntry[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<FoundEntry & Record<string, unknown>>(
      `SELECT ${COLUMNS}, ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT e.id FROM box_office_entries e WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN box_office_entries e ON e.id = page.id JOIN orders o ON o.id = e.order_id ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

function conditionOf({ shiftId, kinds, methods }: EntryFilter, parameters: SqlParameters): string {
  const conditions = [
    `e.shift_id = ${parameters.add(shiftId)}`,
    kinds && `e.kind = ANY (${parameters.add(kinds)}::text[])`,
    methods && `e.method = ANY (${parameters.add(methods)}::text[])`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
