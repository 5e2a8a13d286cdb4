import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters, type WalkOrder } from '../../../platform/lists/index.js';

/** A ticket that was sold, for those who check what a screening took. Amounts in minor units. */
export interface SoldTicket {
  readonly screeningId: number;
  /** The end of its code: enough to find it, not enough to come in. */
  readonly code: string;
  readonly seat: string;
  readonly price: number;
  readonly discount: number;
  readonly net: number;
  readonly refunded: number;
  readonly soldAt: Date;
  /** What it was paid with: `stripe`, `cash`, `terminal`, `points`; null where it cost nothing. */
  readonly method: string | null;
  readonly keys: readonly string[];
}

export interface SoldTicketFilter {
  readonly screeningIds: readonly number[];
}

const TABLES = `order_seats e
  JOIN order_items i ON i.id = e.order_item_id AND i.superseded_at IS NULL
  JOIN orders o ON o.id = i.order_id AND o.paid_at IS NOT NULL`;

/** By what tickets can be sorted. */
export const SOLD_TICKET_ORDER: WalkOrder = {
  columns: {
    sold_at: { sql: 'o.paid_at', type: 'timestamptz' },
    screening_id: { sql: 'e.screening_id', type: 'integer' },
  },
  idSql: 'i.id',
};

/** Tickets as they were sold. */
@Injectable()
export class SoldTicketsRepository {
  constructor(private readonly database: Database) {}

  async count({ screeningIds }: SoldTicketFilter): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${TABLES} WHERE e.screening_id = ANY ($1::int[])`,
      [screeningIds],
    );
    return row?.n ?? 0;
  }

  async page(
    { screeningIds }: SoldTicketFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<SoldTicket[]> {
    const parameters = new SqlParameters();
    const ids = parameters.add(screeningIds);
    const window = windowOf(parameters);
    const rows = await this.database.rows<SoldTicket & Record<string, unknown>>(
      `SELECT e.screening_id AS "screeningId", right(t.code, 4) AS code, s.row_label || s.number AS seat,
         (i.price_at_order * i.quantity * 100)::int AS price, (i.discount * 100)::int AS discount,
         ((i.price_at_order * i.quantity - i.discount) * 100)::int AS net, (i.refunded_amount * 100)::int AS refunded,
         o.paid_at AS "soldAt",
         coalesce(p.method, CASE WHEN i.bonus_amount > 0 THEN 'points' END) AS method, ARRAY[${window.keyColumns}] AS keys
       FROM ${TABLES} JOIN tickets t ON t.order_item_id = i.id JOIN seats s ON s.id = e.seat_id
       LEFT JOIN payments p ON p.order_id = o.id AND p.settlement = 'fulfilled'
       WHERE e.screening_id = ANY (${ids}::int[]) AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}
