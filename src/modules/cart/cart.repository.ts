import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';

/** A film in a cart. */
export interface CartItem {
  readonly movieId: number;
  readonly addedAt: Date;
}

/** Carts and what is in them. */
@Injectable()
export class CartRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps somebody's cart from being changed or ordered from by others until the transaction ends, and makes one where there
   * is none. The account is held first, as its deletion does.
   * @returns the cart's id; undefined for an account that is deleted
   */
  async lock(userId: number): Promise<number | undefined> {
    this.database.requireTransaction();
    const found = await this.lockExisting(userId);
    if (found !== undefined) return found;
    await this.database.prepared(
      'create-cart',
      `INSERT INTO carts (user_id) SELECT id FROM users WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE
       ON CONFLICT (user_id) DO NOTHING`,
      [userId],
    );
    return this.lockExisting(userId);
  }

  /** In the order in which they were put in. */
  async itemsOf(userId: number): Promise<CartItem[]> {
    return this.database.prepared<{ movieId: number; addedAt: Date }>(
      'cart-items',
      `SELECT i.movie_id AS "movieId", i.added_at AS "addedAt"
       FROM carts c JOIN cart_items i ON i.cart_id = c.id WHERE c.user_id = $1 ORDER BY i.id`,
      [userId],
    );
  }

  /**
   * Puts films in, in this order, those left out that are in already or deleted; the cart is locked.
   * @param room how many films there are room for
   */
  async add(cartId: number, movieIds: readonly number[], room: number): Promise<CartItem[]> {
    return this.database.prepared<{ movieId: number; addedAt: Date }>(
      'add-cart-items',
      `INSERT INTO cart_items (cart_id, movie_id)
       SELECT $1, m.id FROM unnest($2::int[]) WITH ORDINALITY AS f (movie_id, position)
       JOIN movies m ON m.id = f.movie_id AND m.deleted_at IS NULL
       WHERE NOT EXISTS (SELECT 1 FROM cart_items i WHERE i.cart_id = $1 AND i.movie_id = m.id)
       ORDER BY f.position LIMIT greatest($3, 0) FOR SHARE OF m
       ON CONFLICT (cart_id, movie_id) DO NOTHING RETURNING movie_id AS "movieId", added_at AS "addedAt"`,
      [cartId, movieIds, room],
    );
  }

  /** Takes films out, whether they are in or not. */
  async remove(userId: number, movieIds: readonly number[]): Promise<void> {
    await this.database.prepared(
      'remove-cart-items',
      `DELETE FROM cart_items WHERE cart_id = (SELECT id FROM carts WHERE user_id = $1) AND movie_id = ANY ($2::int[])`,
      [userId, movieIds],
    );
  }

  /**
   * Takes a film out, deleted ones too.
   * @returns whether it was in
   */
  async removeByUuid(userId: number, uuid: string): Promise<boolean> {
    const removed = await this.database.execute(
      `DELETE FROM cart_items WHERE cart_id = (SELECT id FROM carts WHERE user_id = $1)
         AND movie_id = (SELECT id FROM movies WHERE uuid = $2)`,
      [userId, uuid],
    );
    return removed > 0;
  }

  async clear(userId: number): Promise<void> {
    await this.database.execute(
      'DELETE FROM cart_items WHERE cart_id = (SELECT id FROM carts WHERE user_id = $1)',
      [userId],
    );
  }

  async deleteCartOf(userId: number): Promise<void> {
    await this.database.execute('DELETE FROM carts WHERE user_id = $1', [userId]);
  }

  /** How many carts a film is in. */
  async countWith(movieId: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM cart_items WHERE movie_id = $1',
      [movieId],
    );
    return row?.n ?? 0;
  }

  /** Takes a film out of every cart. @returns whose carts it was in */
  async removeFromAll(movieId: number): Promise<number[]> {
    const rows = await this.database.rows<{ user_id: number }>(
      `WITH gone AS (DELETE FROM cart_items WHERE movie_id = $1 RETURNING cart_id)
       SELECT c.user_id FROM gone JOIN carts c ON c.id = gone.cart_id ORDER BY 1`,
      [movieId],
    );
    return rows.map((row) => row.user_id);
  }

  private async lockExisting(userId: number): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'lock-cart',
      `SELECT c.id FROM users u JOIN carts c ON c.user_id = u.id WHERE u.id = $1 AND u.deleted_at IS NULL
       FOR KEY SHARE OF u FOR UPDATE OF c`,
      [userId],
    );
    return row?.id;
  }
}
