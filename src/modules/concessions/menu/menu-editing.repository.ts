import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import type { ItemContent, PartWish } from './item.js';
import { ItemExistsError } from './item.errors.js';

/** Writing menus. Who edits a thing locks it alone: nobody orders it meanwhile. */
@Injectable()
export class MenuEditingRepository {
  constructor(private readonly database: Database) {}

  /** Keeps a thing as it is until the transaction ends. @returns whether it is there */
  async lock(id: number): Promise<boolean> {
    this.database.requireTransaction();
    const found = await this.database.rows(
      'SELECT 1 FROM concession_items WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
      [id],
    );
    return found.length > 0;
  }

  /** Keeps a cinema from being deleted until the transaction ends. @returns whether it is there */
  async lockCinema(id: number): Promise<boolean> {
    this.database.requireTransaction();
    const found = await this.database.rows(
      'SELECT 1 FROM cinemas WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE',
      [id],
    );
    return found.length > 0;
  }

  /** Keeps things from being deleted or becoming combos; those of the cinema that are none, and can be parts of one. */
  async lockParts(cinemaId: number, ids: readonly number[]): Promise<Set<number>> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM concession_items WHERE id = ANY ($1::int[]) AND cinema_id = $2 AND category <> 'combo'
         AND deleted_at IS NULL ORDER BY id FOR KEY SHARE`,
      [ids, cinemaId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The combos that a thing is a part of, by name. */
  async combosWith(id: number): Promise<string[]> {
    const rows = await this.database.rows<{ name: string }>(
      `SELECT i.name FROM concession_parts p JOIN concession_items i ON i.id = p.combo_id
       WHERE p.item_id = $1 AND i.deleted_at IS NULL ORDER BY i.name`,
      [id],
    );
    return rows.map(({ name }) => name);
  }

  /** @throws ItemExistsError */
  async insert(content: ItemContent, at: Date): Promise<number> {
    const [row] = await translateViolations(
      this.database.rows<{ id: number }>(
        `INSERT INTO concession_items (name, category, size, allergens, description, price, is_enabled, sales_from,
           sales_until, stock, stocked, cinema_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6::numeric / 100, $7, $8, $9, $10::int, $10::int, $11, $12) RETURNING id`,
        [...valuesOf(content), content.cinemaId, at],
      ),
      { uq_concession_items_name: () => new ItemExistsError(content) },
    );
    if (!row) throw new Error('INSERT INTO concession_items returned no row.');
    return row.id;
  }

  /**
   * Writes what a locked thing is from now on. What is `stocked` goes with a correction of the stock, so that it stays what
   * is left and what was taken together.
   * @throws ItemExistsError
   */
  async update(id: number, content: ItemContent): Promise<void> {
    await translateViolations(
      this.database.execute(
        `UPDATE concession_items i SET name = $1, category = $2, size = $3, allergens = $4, description = $5,
           price = $6::numeric / 100, is_enabled = $7, sales_from = $8, sales_until = $9, stock = $10::int,
           stocked = CASE WHEN i.stock IS NULL THEN $10::int + (
               SELECT coalesce(sum(quantity), 0) FROM concession_claims WHERE item_id = i.id AND NOT given_back)
             ELSE i.stocked + $10::int - i.stock END,
           version = version + 1
         WHERE id = $11`,
        [...valuesOf(content), id],
      ),
      { uq_concession_items_name: () => new ItemExistsError(content) },
    );
  }

  /** Says what a combo is made of. */
  async setParts(id: number, parts: readonly PartWish[]): Promise<void> {
    await this.database.execute('DELETE FROM concession_parts WHERE combo_id = $1', [id]);
    await this.database.execute(
      `INSERT INTO concession_parts (combo_id, item_id, cinema_id, quantity)
       SELECT i.id, p.item_id, i.cinema_id, p.quantity FROM concession_items i,
         unnest($2::int[], $3::int[]) AS p (item_id, quantity) WHERE i.id = $1`,
      [id, parts.map(({ itemId }) => itemId), parts.map(({ quantity }) => quantity)],
    );
  }

  async setPicture(id: number, picture: string | null): Promise<void> {
    await this.database.execute(
      'UPDATE concession_items SET picture = $2, version = version + 1 WHERE id = $1',
      [id, picture],
    );
  }

  async remove(id: number, at: Date): Promise<void> {
    await this.database.execute('DELETE FROM concession_parts WHERE combo_id = $1', [id]);
    await this.database.execute(
      'UPDATE concession_items SET deleted_at = $2, version = version + 1 WHERE id = $1',
      [id, at],
    );
  }
}

function valuesOf(content: ItemContent): unknown[] {
  const { name, category, size, allergens, description, price, isEnabled, salesFrom, salesUntil, stock } =
    content;
  return [name, category, size, allergens, description, price, isEnabled, salesFrom, salesUntil, stock];
}
