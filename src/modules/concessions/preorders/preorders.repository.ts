import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Preorder, PreorderStatus } from './preorder.js';

/** What happens to one at the counter. */
export interface PreorderStep {
  readonly to: 'ready' | 'collected';
  readonly at: Date;
  readonly by: number;
}

type PreorderRow = Preorder & Record<string, unknown>;

const PARTS = `(SELECT coalesce(json_agg(json_build_object('itemId', x.id, 'name', x.name, 'size', x.size,
    'quantity', k.quantity) ORDER BY x.id), '[]'::json)
  FROM concession_claims k JOIN concession_items x ON x.id = k.item_id
  WHERE k.order_item_id = l.order_item_id AND k.item_id <> l.item_id)`;
const ITEMS = `(SELECT coalesce(json_agg(json_build_object('itemId', i.id, 'name', i.name, 'size', i.size,
    'quantity', o.quantity, 'parts', ${PARTS}) ORDER BY o.id), '[]'::json)
  FROM order_concessions l JOIN order_items o ON o.id = l.order_item_id JOIN concession_items i ON i.id = l.item_id
  WHERE l.preorder_id = p.id AND (l.revoked_at IS NULL OR p.status = 'refunded'))`;
export const PREORDER = `p.id, p.order_id AS "orderId", p.user_id AS "userId", p.cinema_id AS "cinemaId", c.name AS cinema,
  p.pickup_code AS "pickupCode", p.status, p.created_at AS "createdAt", p.needed_at AS "neededAt",
  p.expires_at AS "expiresAt", p.ready_at AS "readyAt", p.collected_at AS "collectedAt", ${ITEMS} AS items`;
export const PREORDER_TABLES = 'preorders p JOIN cinemas c ON c.id = p.cinema_id';

/** Pre-orders for those who change them. */
@Injectable()
export class PreordersRepository {
  constructor(private readonly database: Database) {}

  /** The status of pre-orders, and where they are; changed by nobody else until the transaction ends. */
  async lock(ids: readonly number[]): Promise<{ id: number; cinemaId: number; status: PreorderStatus }[]> {
    this.database.requireTransaction();
    return this.database.prepared(
      'lock-preorders',
      `SELECT id, cinema_id AS "cinemaId", status FROM preorders WHERE id = ANY ($1::int[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  /** @returns the one of a code: the open one, or else the latest */
  async findByCode(
    code: string,
    of: { readonly userId?: number | undefined; readonly cinemaId?: number | undefined },
  ): Promise<Preorder | undefined> {
    const [row] = await this.database.prepared<PreorderRow>(
      'find-preorder',
      `SELECT ${PREORDER} FROM ${PREORDER_TABLES} WHERE p.pickup_code = $1
         AND ($2::int IS NULL OR p.user_id = $2) AND ($3::int IS NULL OR p.cinema_id = $3)
       ORDER BY p.status IN ('placed', 'ready') DESC, p.id DESC LIMIT 1`,
      [code, of.userId ?? null, of.cinemaId ?? null],
    );
    return row;
  }

  async find(id: number): Promise<Preorder | undefined> {
    const [row] = await this.database.prepared<PreorderRow>(
      'find-preorder-by-id',
      `SELECT ${PREORDER} FROM ${PREORDER_TABLES} WHERE p.id = $1`,
      [id],
    );
    return row;
  }

  /** What a counter has to do, the most urgent first. */
  async queueOf(cinemaId: number, limit: number): Promise<Preorder[]> {
    return this.database.prepared<PreorderRow>(
      'preorder-queue',
      `SELECT ${PREORDER} FROM ${PREORDER_TABLES} WHERE p.cinema_id = $1 AND p.status IN ('placed', 'ready')
       ORDER BY coalesce(p.needed_at, p.created_at), p.id LIMIT $2`,
      [cinemaId, limit],
    );
  }

  async step(id: number, { to, at, by }: PreorderStep): Promise<void> {
    const column = to === 'ready' ? 'ready_at' : 'collected_at';
    await this.database.execute(
      `UPDATE preorders SET status = $2, ${column} = $3, handled_by = $4 WHERE id = $1`,
      [id, to, at, by],
    );
  }

  async hasCinema(id: number): Promise<boolean> {
    return (
      (await this.database.rows('SELECT 1 FROM cinemas WHERE id = $1 AND deleted_at IS NULL', [id])).length >
      0
    );
  }

  /** The address of an account; undefined once it is deleted. */
  async emailOf(userId: number): Promise<string | undefined> {
    const [row] = await this.database.prepared<{ email: string }>(
      'email-of-preorder',
      'SELECT email FROM users WHERE id = $1 AND deleted_at IS NULL',
      [userId],
    );
    return row?.email;
  }
}
