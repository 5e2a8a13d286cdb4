import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Favourites. */
@Injectable()
export class FavoritesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds a film, if it is not there yet. An account that is being deleted meanwhile leaves nothing.
   * @returns since when it is there
   */
  async add(userId: number, movieId: number): Promise<Date | undefined> {
    await this.database.prepared(
      'add-favorite',
      `INSERT INTO favorites (user_id, movie_id)
       SELECT id, $2 FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE ON CONFLICT DO NOTHING`,
      [userId, movieId],
    );
    const [row] = await this.database.prepared<{ added_at: Date }>(
      'favorite-since',
      'SELECT added_at FROM favorites WHERE user_id = $1 AND movie_id = $2',
      [userId, movieId],
    );
    return row?.added_at;
  }

  /** The ids of the films, in no order. */
  async idsOf(userId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      'SELECT movie_id AS id FROM favorites WHERE user_id = $1',
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  async delete(userId: number, movieId: number): Promise<void> {
    await this.database.prepared(
      'delete-favorite',
      'DELETE FROM favorites WHERE user_id = $1 AND movie_id = $2',
      [userId, movieId],
    );
  }
}
