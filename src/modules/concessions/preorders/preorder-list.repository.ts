import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { Preorder, PreorderStatus } from './preorder.js';
import { PREORDER, PREORDER_TABLES } from './preorders.repository.js';

/** Which pre-orders are meant; all conditions hold at once. */
export interface PreorderFilter {
  readonly userId?: number | undefined;
  readonly cinemaId?: number | undefined;
  readonly statuses?: readonly PreorderStatus[] | undefined;
}

type FoundRow = Preorder & { keys: string[]; [column: string]: unknown };

/** Pre-orders for those who look through them. */
@Injectable()
export class PreorderListRepository {
  constructor(private readonly database: Database) {}

  async count(filter: PreorderFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM preorders p WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: PreorderFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(Preorder & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<FoundRow>(
      `SELECT ${PREORDER}, ARRAY[${window.keyColumns}] AS keys FROM ${PREORDER_TABLES}
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

function conditionOf({ userId, cinemaId, statuses }: PreorderFilter, parameters: SqlParameters): string {
  const conditions = [
    'true',
    userId !== undefined && `p.user_id = ${parameters.add(userId)}`,
    cinemaId !== undefined && `p.cinema_id = ${parameters.add(cinemaId)}`,
    statuses && `p.status = ANY (${parameters.add(statuses)}::text[])`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
