import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Somebody who is to be told that a screening was canceled. */
export interface Concerned {
  readonly orderId: number;
  /** Null where there is no account. */
  readonly userId: number | null;
  /** Null where none is known. */
  readonly email: string | null;
  /** Whether they bought seats, ordered them without having paid, or were given a ticket by somebody. */
  readonly role: 'paid' | 'open' | 'guest';
}

/** Who has what of a screening that was canceled. */
@Injectable()
export class CancellationRepository {
  constructor(private readonly database: Database) {}

  /** Why a screening was canceled, if somebody said so. */
  async reasonOf(screeningId: number): Promise<string | null> {
    const [row] = await this.database.rows<{ reason: string | null }>(
      'SELECT cancel_reason AS reason FROM screenings WHERE id = $1',
      [screeningId],
    );
    return row?.reason ?? null;
  }

  /** The lines of an order that are for a screening, as far as they are good. */
  async linesFor(orderId: number, screeningId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT i.id FROM order_items i JOIN order_seats s ON s.order_item_id = i.id
       WHERE i.order_id = $1 AND s.screening_id = $2 AND i.superseded_at IS NULL AND i.refunded_at IS NULL ORDER BY i.id`,
      [orderId, screeningId],
    );
    return rows.map(({ id }) => id);
  }

  /** Who bought seats of a screening with an order, and whom they passed tickets on to; everybody once. */
  async concernedBy(orderId: number, screeningId: number): Promise<Concerned[]> {
    return this.database.rows<Concerned & Record<string, unknown>>(
      `SELECT o.id AS "orderId", o.user_id AS "userId",
         CASE WHEN o.user_id IS NULL THEN o.customer_email WHEN u.deleted_at IS NULL THEN u.email END AS email,
         CASE WHEN o.paid_at IS NULL THEN 'open' ELSE 'paid' END AS role
       FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE o.id = $1
       UNION
       SELECT $1, t.holder_id, coalesce(CASE WHEN u.deleted_at IS NULL THEN u.email END, t.holder_email), 'guest'
       FROM order_items i JOIN tickets t ON t.order_item_id = i.id JOIN orders o ON o.id = i.order_id
       LEFT JOIN users u ON u.id = t.holder_id
       WHERE i.order_id = $1 AND t.screening_id = $2 AND t.transferred_at IS NOT NULL AND t.status <> 'refunded'
         AND (t.holder_id IS NULL OR t.holder_id IS DISTINCT FROM o.user_id)`,
      [orderId, screeningId],
    );
  }
}
