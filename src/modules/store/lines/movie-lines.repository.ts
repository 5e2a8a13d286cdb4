import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** A film and the order line that stands for it. */
export interface MovieLine {
  readonly lineId: number;
  readonly movieId: number;
}

/** What films are promised to open orders, and what people own. */
@Injectable()
export class MovieLinesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Promises films to an order. A line that comes in place of another one of the same order takes over its promise.
   * @returns how many are promised: fewer than asked for where another open order of the person has one
   */
  async claim(userId: number, orderId: number, lines: readonly MovieLine[]): Promise<number> {
    return this.database.execute(
      `INSERT INTO movie_claims AS c (user_id, movie_id, order_item_id)
       SELECT $1, l.movie_id, l.line_id FROM unnest($3::int[], $4::int[]) AS l (movie_id, line_id) ORDER BY l.movie_id
       ON CONFLICT (user_id, movie_id) DO UPDATE SET order_item_id = excluded.order_item_id
       WHERE (SELECT i.order_id FROM order_items i WHERE i.id = c.order_item_id) = $2`,
      [userId, orderId, lines.map(({ movieId }) => movieId), lines.map(({ lineId }) => lineId)],
    );
  }

  async unclaim(lineIds: readonly number[]): Promise<void> {
    await this.database.prepared(
      'unclaim-movies',
      'DELETE FROM movie_claims WHERE order_item_id = ANY ($1::int[])',
      [lineIds],
    );
  }

  async addPurchases(userId: number, lines: readonly MovieLine[], at: Date): Promise<void> {
    await this.database.prepared(
      'add-purchases',
      `INSERT INTO purchases (user_id, movie_id, order_item_id, purchased_at)
       SELECT $1, l.movie_id, l.line_id, $4 FROM unnest($2::int[], $3::int[]) AS l (movie_id, line_id)
       ON CONFLICT (order_item_id) DO NOTHING`,
      [userId, lines.map(({ movieId }) => movieId), lines.map(({ lineId }) => lineId), at],
    );
  }

  async removePurchases(lineIds: readonly number[]): Promise<void> {
    await this.database.execute('DELETE FROM purchases WHERE order_item_id = ANY ($1::int[])', [lineIds]);
  }

  /** Whether anybody owns a film, or has it in an open order. */
  async tied(movieId: number): Promise<{ purchased: boolean; ordered: boolean }> {
    const [row] = await this.database.rows<{ purchased: boolean; ordered: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM purchases WHERE movie_id = $1) AS purchased,
         EXISTS (SELECT 1 FROM movie_claims WHERE movie_id = $1) AS ordered`,
      [movieId],
    );
    return row ?? { purchased: false, ordered: false };
  }
}
