import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { LineOrder } from '../../orders/index.js';

/** A pre-order that is to be made. */
export interface NewPreorder {
  readonly order: LineOrder;
  readonly cinemaId: number;
  readonly code: string;
  readonly at: Date;
  /** How long it waits after the last screening of the order, or after this moment. */
  readonly waits: number;
  /** Whether it is handed over with this. */
  readonly isCollected: boolean;
}

/** How pre-orders begin, and how they end without being handed over. */
@Injectable()
export class PreorderBooksRepository {
  constructor(private readonly database: Database) {}

  /** @returns its id; undefined where the order has one at this cinema already, or another open one has the code */
  async insert({ order, cinemaId, code, at, waits, isCollected }: NewPreorder): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'insert-preorder',
      `INSERT INTO preorders (order_id, cinema_id, user_id, pickup_code, status, created_at, needed_at, expires_at,
         collected_at, handled_by)
       SELECT $1, $2, $3, $4, $5, $6, s.first_start,
         greatest($6::timestamptz, s.last_end) + $7::float8 * interval '1 millisecond', $8, $9
       FROM (
         SELECT min(r.starts_at) AS first_start, max(r.ends_at) AS last_end
         FROM order_items i JOIN order_seats l ON l.order_item_id = i.id JOIN screenings r ON r.id = l.screening_id
         WHERE i.order_id = $1 AND i.superseded_at IS NULL AND r.cinema_id = $2 AND r.status <> 'canceled') s
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        order.id,
        cinemaId,
        order.userId,
        code,
        isCollected ? 'collected' : 'placed',
        at,
        waits,
        isCollected ? at : null,
        isCollected ? order.sellerId : null,
      ],
    );
    return row?.id;
  }

  /** The pre-order of an order at a cinema. */
  async idOf(orderId: number, cinemaId: number): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'preorder-of-order',
      'SELECT id FROM preorders WHERE order_id = $1 AND cinema_id = $2',
      [orderId, cinemaId],
    );
    return row?.id;
  }

  async addLines(id: number, lineIds: readonly number[]): Promise<void> {
    await this.database.prepared(
      'add-lines-to-preorder',
      'UPDATE order_concessions SET preorder_id = $1 WHERE order_item_id = ANY ($2::int[])',
      [id, lineIds],
    );
  }

  /** Ends locked pre-orders of which nothing is left. */
  async closeEmpty(ids: readonly number[]): Promise<void> {
    await this.database.execute(
      `UPDATE preorders p SET status = 'refunded' WHERE p.id = ANY ($1::int[])
         AND NOT EXISTS (SELECT FROM order_concessions l WHERE l.preorder_id = p.id AND l.revoked_at IS NULL)`,
      [ids],
    );
  }

  /**
   * Ends those that nobody came for, but for those of screenings that were moved to a later time.
   * @returns the cinemas where they waited, one for each
   */
  async expire(now: Date, waits: number, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ cinemaId: number }>(
      `UPDATE preorders SET status = 'expired' WHERE id IN (
         SELECT p.id FROM preorders p WHERE p.status IN ('placed', 'ready') AND p.expires_at <= $1
           AND NOT EXISTS (
             SELECT FROM order_items i JOIN order_seats l ON l.order_item_id = i.id JOIN screenings r ON r.id = l.screening_id
             WHERE i.order_id = p.order_id AND i.refunded_at IS NULL AND r.cinema_id = p.cinema_id
               AND r.status <> 'canceled' AND r.ends_at > $1::timestamptz - $2::float8 * interval '1 millisecond')
         ORDER BY p.expires_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING cinema_id AS "cinemaId"`,
      [now, waits, limit],
    );
    return rows.map(({ cinemaId }) => cinemaId);
  }

  /** What somebody ordered stays, without their name. */
  async forget(userId: number): Promise<void> {
    await this.database.execute('UPDATE preorders SET user_id = NULL WHERE user_id = $1', [userId]);
  }
}
