import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** The things that lines took, as `concession_claims` has them. */
const OF_LINES = 'SELECT item_id FROM concession_claims WHERE order_item_id = ANY ($1::int[])';

/**
 * What is left of what is counted, and what lines have of it. Whoever takes or puts back shares all things that it is about,
 * which keeps editors out, and locks those that are counted, both by ascending id.
 */
@Injectable()
export class StockRepository {
  constructor(private readonly database: Database) {}

  /**
   * Before somebody orders: nobody edits things or their parts, or takes of their stock, until the transaction ends. One
   * statement after the other, since what a combo is made of is certain only once it is locked.
   */
  async lock(itemIds: readonly number[]): Promise<void> {
    this.database.requireTransaction();
    await this.database.prepared(
      'share-concessions',
      'SELECT 1 FROM concession_items WHERE id = ANY ($1::int[]) ORDER BY id FOR KEY SHARE',
      [itemIds],
    );
    await this.database.prepared(
      'share-parts',
      `SELECT 1 FROM concession_items WHERE id IN (
         SELECT item_id FROM concession_parts WHERE combo_id = ANY ($1::int[])) ORDER BY id FOR KEY SHARE`,
      [itemIds],
    );
    await this.database.prepared(
      'lock-stock',
      `SELECT 1 FROM concession_items WHERE stock IS NOT NULL AND id IN (
         SELECT unnest($1::int[]) UNION SELECT item_id FROM concession_parts WHERE combo_id = ANY ($1::int[]))
       ORDER BY id FOR NO KEY UPDATE`,
      [itemIds],
    );
  }

  /** Takes what new lines stand for: things that are locked, of which there is enough. */
  async claim(lines: ReadonlyMap<number, number>): Promise<void> {
    await this.database.prepared(
      'claim-concessions',
      `WITH l AS (
         INSERT INTO order_concessions (order_item_id, item_id, cinema_id)
         SELECT w.line_id, i.id, i.cinema_id FROM unnest($1::int[], $2::int[]) AS w (line_id, item_id)
         JOIN concession_items i ON i.id = w.item_id RETURNING order_item_id, item_id),
       taken AS (
         INSERT INTO concession_claims (order_item_id, item_id, quantity)
         SELECT l.order_item_id, coalesce(p.item_id, l.item_id), o.quantity * coalesce(p.quantity, 1)
         FROM l JOIN order_items o ON o.id = l.order_item_id LEFT JOIN concession_parts p ON p.combo_id = l.item_id
         RETURNING item_id, quantity)
       UPDATE concession_items i SET stock = i.stock - t.amount
       FROM (SELECT item_id, sum(quantity)::int AS amount FROM taken GROUP BY item_id) t
       WHERE i.id = t.item_id AND i.stock IS NOT NULL`,
      [[...lines.keys()], [...lines.values()]],
    );
  }

  /** How many of each thing lines have. */
  async heldBy(lineIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.prepared<{ itemId: number; amount: number }>(
      'concessions-held',
      `SELECT item_id AS "itemId", sum(quantity)::int AS amount FROM concession_claims
       WHERE order_item_id = ANY ($1::int[]) AND NOT given_back GROUP BY item_id`,
      [lineIds],
    );
    return new Map(rows.map(({ itemId, amount }) => [itemId, amount]));
  }

  /** Puts back what lines took, unless they were put back before. */
  async giveBack(lineIds: readonly number[]): Promise<void> {
    await this.lockOf(lineIds);
    await this.database.prepared(
      'give-back-concessions',
      `WITH returned AS (
         UPDATE concession_claims SET given_back = true WHERE order_item_id = ANY ($1::int[]) AND NOT given_back
         RETURNING item_id, quantity)
       UPDATE concession_items i SET stock = i.stock + r.amount
       FROM (SELECT item_id, sum(quantity)::int AS amount FROM returned GROUP BY item_id) r
       WHERE i.id = r.item_id AND i.stock IS NOT NULL`,
      [lineIds],
    );
  }

  /**
   * Takes again what lines had put back: all of it, or nothing.
   * @returns whether it was to be had
   */
  async takeAgain(lineIds: readonly number[]): Promise<boolean> {
    await this.lockOf(lineIds);
    const short = await this.database.rows(
      `SELECT 1 FROM concession_claims c JOIN concession_items i ON i.id = c.item_id
       WHERE c.order_item_id = ANY ($1::int[]) AND c.given_back GROUP BY i.id HAVING i.stock < sum(c.quantity)`,
      [lineIds],
    );
    if (short.length > 0) return false;
    await this.database.execute(
      `WITH taken AS (
         UPDATE concession_claims SET given_back = false WHERE order_item_id = ANY ($1::int[]) AND given_back
         RETURNING item_id, quantity)
       UPDATE concession_items i SET stock = i.stock - t.amount
       FROM (SELECT item_id, sum(quantity)::int AS amount FROM taken GROUP BY item_id) t
       WHERE i.id = t.item_id AND i.stock IS NOT NULL`,
      [lineIds],
    );
    return true;
  }

  /** What is not counted is kept from being counted meanwhile. */
  private async lockOf(lineIds: readonly number[]): Promise<void> {
    this.database.requireTransaction();
    await this.database.prepared(
      'share-concessions-of-lines',
      `SELECT 1 FROM concession_items WHERE id IN (${OF_LINES}) ORDER BY id FOR KEY SHARE`,
      [lineIds],
    );
    await this.database.prepared(
      'lock-stock-of-lines',
      `SELECT 1 FROM concession_items WHERE id IN (${OF_LINES}) AND stock IS NOT NULL ORDER BY id FOR NO KEY UPDATE`,
      [lineIds],
    );
  }
}
