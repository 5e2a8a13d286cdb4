import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Ratings. Triggers note what each change means for the film's average. */
@Injectable()
export class RatingsRepository {
  constructor(private readonly database: Database) {}

  /** An account that is being deleted meanwhile leaves nothing. */
  async save(userId: number, movieId: number, value: number): Promise<void> {
    await this.database.prepared(
      'save-rating',
      `INSERT INTO movie_ratings AS r (user_id, movie_id, value)
       SELECT id, $2, $3 FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE
       ON CONFLICT (user_id, movie_id) DO UPDATE SET value = excluded.value, updated_at = now()
       WHERE r.value <> excluded.value`,
      [userId, movieId, value],
    );
  }

  async delete(userId: number, movieId: number): Promise<void> {
    await this.database.prepared(
      'delete-rating',
      'DELETE FROM movie_ratings WHERE user_id = $1 AND movie_id = $2',
      [userId, movieId],
    );
  }
}
