import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { LineDescription } from '../../orders/index.js';

/** What an order line is for, and what of it is handed over. */
export interface ConcessionLine {
  readonly lineId: number;
  readonly itemId: number;
  readonly cinemaId: number;
  readonly preorderId: number | null;
}

/** Which things on the menu order lines stand for. */
@Injectable()
export class OrderConcessionsRepository {
  constructor(private readonly database: Database) {}

  async find(lineIds: readonly number[]): Promise<ConcessionLine[]> {
    return this.database.prepared<ConcessionLine & Record<string, unknown>>(
      'order-concessions',
      `SELECT order_item_id AS "lineId", item_id AS "itemId", cinema_id AS "cinemaId", preorder_id AS "preorderId"
       FROM order_concessions WHERE order_item_id = ANY ($1::int[]) ORDER BY order_item_id`,
      [lineIds],
    );
  }

  /** Lines of an order that others have taken the place of, and that still have what they took. */
  async supersededOf(orderId: number): Promise<number[]> {
    const rows = await this.database.prepared<{ id: number }>(
      'superseded-concessions',
      `SELECT i.id FROM order_items i WHERE i.order_id = $1 AND i.kind = 'concession' AND i.superseded_at IS NOT NULL
         AND EXISTS (SELECT FROM concession_claims c WHERE c.order_item_id = i.id AND NOT c.given_back)`,
      [orderId],
    );
    return rows.map(({ id }) => id);
  }

  async revoke(lineIds: readonly number[], at: Date): Promise<void> {
    await this.database.execute(
      'UPDATE order_concessions SET revoked_at = $2 WHERE order_item_id = ANY ($1::int[]) AND revoked_at IS NULL',
      [lineIds, at],
    );
  }

  /** What clients are told of lines. The code is of no use any more once a line was given back. */
  async describe(lineIds: readonly number[]): Promise<ReadonlyMap<number, LineDescription>> {
    const rows = await this.database.prepared<{ lineId: number; itemId: number; pickupCode: string | null }>(
      'describe-order-concessions',
      `SELECT l.order_item_id AS "lineId", l.item_id AS "itemId", p.pickup_code AS "pickupCode"
       FROM order_concessions l LEFT JOIN preorders p ON p.id = l.preorder_id AND l.revoked_at IS NULL
       WHERE l.order_item_id = ANY ($1::int[])`,
      [lineIds],
    );
    return new Map(
      rows.map(({ lineId, itemId, pickupCode }) => [
        lineId,
        { item_id: itemId, ...(pickupCode === null ? {} : { pickup_code: pickupCode }) },
      ]),
    );
  }
}
