import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../../platform/lists/index.js';
import type { NewEntry, Shift } from './shift.js';

/** Which shifts are meant; all conditions hold at once. */
export interface ShiftFilter {
  readonly cashierId?: number | undefined;
  readonly isOpen?: boolean | undefined;
  readonly openedFrom?: Date | undefined;
  readonly openedBefore?: Date | undefined;
}

/** A shift with its cashier, and where it stands in its list. */
export type FoundShift = Shift & { readonly cashierEmail: string | null; readonly keys: readonly string[] };

const sumOf = (kind: string): string => {
  const of = (method: string): string =>
    `coalesce(sum(e.amount) FILTER (WHERE e.kind = '${kind}' AND e.method = '${method}') * 100, 0)::float8`;
  return `json_build_object('cash', ${of('cash')}, 'card', ${of('card')})`;
};
const COLUMNS = `s.id, s.cashier_id AS "cashierId", s.opened_at AS "openedAt",
  (s.opening_float * 100)::float8 AS "openingFloat", s.closed_at AS "closedAt", (s.counted * 100)::float8 AS counted, t.*`;
const TOTALS = `LATERAL (
  SELECT count(*) FILTER (WHERE e.kind = 'sale')::int AS "saleCount", ${sumOf('sale')} AS sales,
    count(*) FILTER (WHERE e.kind = 'refund')::int AS "refundCount", ${sumOf('refund')} AS refunds
  FROM box_office_entries e WHERE e.shift_id = s.id) t`;

/** Shifts of cashiers, and what their tills did. The row of a shift is locked before anything of a sale. */
@Injectable()
export class ShiftsRepository {
  constructor(private readonly database: Database) {}

  /** Keeps a cashier's open shift from being closed until the transaction ends; others may sell in it meanwhile. */
  join(cashierId: number): Promise<number | undefined> {
    return this.lock(cashierId, 'SHARE');
  }

  /** Waits for whatever is sold in a cashier's open shift, and keeps everybody else out of it. */
  lockAlone(cashierId: number): Promise<number | undefined> {
    return this.lock(cashierId, 'UPDATE');
  }

  /** @returns the new shift; undefined where one is open */
  async open(cashierId: number, openingFloat: number, at: Date): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'open-shift',
      `INSERT INTO box_office_shifts (cashier_id, opened_at, opening_float) VALUES ($1, $2, $3::numeric / 100)
       ON CONFLICT (cashier_id) WHERE closed_at IS NULL DO NOTHING RETURNING id`,
      [cashierId, at, openingFloat],
    );
    return row?.id;
  }

  async close(id: number, counted: number, expected: number, at: Date): Promise<void> {
    await this.database.execute(
      `UPDATE box_office_shifts SET closed_at = $2, counted = $3::numeric / 100, expected = $4::numeric / 100 WHERE id = $1`,
      [id, at, counted, expected],
    );
  }

  async addEntry({ shiftId, orderId, kind, method, amount, at }: NewEntry): Promise<void> {
    await this.database.prepared(
      'add-till-entry',
      `INSERT INTO box_office_entries (shift_id, order_id, kind, method, amount, created_at)
       VALUES ($1, $2, $3, $4, $5::numeric / 100, $6)`,
      [shiftId, orderId, kind, method, amount, at],
    );
  }

  async find(id: number): Promise<Shift | undefined> {
    const [row] = await this.database.prepared<Shift & Record<string, unknown>>(
      'find-shift',
      `SELECT ${COLUMNS} FROM box_office_shifts s, ${TOTALS} WHERE s.id = $1`,
      [id],
    );
    return row;
  }

  async findOpen(cashierId: number): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'find-open-shift',
      'SELECT id FROM box_office_shifts WHERE cashier_id = $1 AND closed_at IS NULL',
      [cashierId],
    );
    return row?.id;
  }

  async count(filter: ShiftFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM box_office_shifts s WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** Tills are added up for the page alone. */
  async page(
    filter: ShiftFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<FoundShift[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<FoundShift & Record<string, unknown>>(
      `SELECT ${COLUMNS}, ARRAY[${window.keyColumns}] AS keys,
         (SELECT u.email FROM users u WHERE u.id = s.cashier_id AND u.deleted_at IS NULL) AS "cashierEmail"
       FROM (SELECT s.id FROM box_office_shifts s WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN box_office_shifts s ON s.id = page.id, ${TOTALS} ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  private async lock(cashierId: number, mode: 'SHARE' | 'UPDATE'): Promise<number | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.prepared<{ id: number }>(
      `lock-shift-for-${mode.toLowerCase()}`,
      `SELECT id FROM box_office_shifts WHERE cashier_id = $1 AND closed_at IS NULL FOR ${mode}`,
      [cashierId],
    );
    return row?.id;
  }
}

function conditionOf(filter: ShiftFilter, parameters: SqlParameters): string {
  const { cashierId, isOpen, openedFrom, openedBefore } = filter;
  const conditions = [
    'true',
    cashierId !== undefined && `s.cashier_id = ${parameters.add(cashierId)}`,
    isOpen !== undefined && `s.closed_at IS ${isOpen ? '' : 'NOT '}NULL`,
    openedFrom && `s.opened_at >= ${parameters.add(openedFrom)}`,
    openedBefore && `s.opened_at < ${parameters.add(openedBefore)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
