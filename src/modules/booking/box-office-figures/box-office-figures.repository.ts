import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** What a screening took at the box office, online or at the counter. Amounts in minor units. */
export interface BoxOfficeFigures {
  readonly screeningId: number;
  /** Tickets that were not given back. */
  readonly tickets: number;
  /** Prices after discounts; points are money here, since they pay what the seat costs. */
  readonly gross: number;
  /** Money and points that were given back of that. */
  readonly refunds: number;
}

/** What screenings took: the lines of paid orders that are seats of them. */
@Injectable()
export class BoxOfficeFiguresRepository {
  constructor(private readonly database: Database) {}

  /** The figures of screenings as they are at this moment; nothing for those of which nothing was sold. */
  async of(screeningIds: readonly number[]): Promise<BoxOfficeFigures[]> {
    if (screeningIds.length === 0) return [];
    return this.database.rows<BoxOfficeFigures & Record<string, unknown>>(
      `SELECT e.screening_id AS "screeningId",
         coalesce(sum(i.quantity) FILTER (WHERE i.refunded_at IS NULL), 0)::int AS tickets,
         (sum(i.price_at_order * i.quantity - i.discount) * 100)::float8 AS gross,
         (sum(i.refunded_amount) * 100)::float8 AS refunds
       FROM order_seats e
       JOIN order_items i ON i.id = e.order_item_id AND i.superseded_at IS NULL
       JOIN orders o ON o.id = i.order_id AND o.paid_at IS NOT NULL
       WHERE e.screening_id = ANY ($1::int[]) GROUP BY e.screening_id`,
      [screeningIds],
    );
  }

  /** The screenings that have begun by now of which something was sold or given back since another moment. */
  async changedSince(since: Date, now: Date): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT s.id FROM (
         SELECT e.screening_id FROM orders o JOIN order_items i ON i.order_id = o.id
         JOIN order_seats e ON e.order_item_id = i.id WHERE o.paid_at >= $1
         UNION ALL
         SELECT e.screening_id FROM refunds r JOIN refund_items ri ON ri.refund_id = r.id
         JOIN order_seats e ON e.order_item_id = ri.order_item_id WHERE r.created_at >= $1) x
       JOIN screenings s ON s.id = x.screening_id WHERE s.starts_at < $2`,
      [since, now],
    );
    return rows.map(({ id }) => id);
  }
}

/**
 * A lateral join for statements that look back, such as invariants: what a screening had taken up to a moment, as `tickets`,
 * `gross` and `refunds` in the currency's own unit. A refund that failed is owed still, and counts from when it was booked; what
 * was booked again in its place does not count twice.
 * @param screening SQL of the screening's id
 * @param at SQL of the moment
 */
export function boxOfficeAsOf(screening: string, at: string): string {
  return `LATERAL (
    SELECT coalesce(sum(i.quantity) FILTER (WHERE i.refunded_at IS NULL OR i.refunded_at > ${at}), 0)::int AS tickets,
      coalesce(sum(i.price_at_order * i.quantity - i.discount), 0) AS gross,
      coalesce(sum(least(i.refunded_amount, (
        SELECT coalesce(sum(ri.amount + ri.points / 100.0), 0) FROM refund_items ri
        JOIN refunds r ON r.id = ri.refund_id AND r.created_at <= ${at} WHERE ri.order_item_id = i.id))), 0) AS refunds
    FROM order_seats e
    JOIN order_items i ON i.id = e.order_item_id AND i.superseded_at IS NULL
    JOIN orders o ON o.id = i.order_id AND o.paid_at <= ${at}
    WHERE e.screening_id = ${screening})`;
}
