import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Reaction } from '../../catalogue/index.js';

/** Likes and dislikes. Triggers note what each change means for the film's counters. */
@Injectable()
export class ReactionsRepository {
  constructor(private readonly database: Database) {}

  /** An account that is being deleted meanwhile leaves nothing. */
  async save(userId: number, movieId: number, value: Reaction): Promise<void> {
    await this.database.prepared(
      'save-reaction',
      `INSERT INTO movie_reactions AS r (user_id, movie_id, value)
       SELECT id, $2, $3 FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE
       ON CONFLICT (user_id, movie_id) DO UPDATE SET value = excluded.value, created_at = now()
       WHERE r.value <> excluded.value`,
      [userId, movieId, value],
    );
  }

  async delete(userId: number, movieId: number): Promise<void> {
    await this.database.prepared(
      'delete-reaction',
      'DELETE FROM movie_reactions WHERE user_id = $1 AND movie_id = $2',
      [userId, movieId],
    );
  }
}
