import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Reaction } from '../../catalogue/index.js';

/** What a film is to somebody. */
export interface OwnStateRow {
  readonly movie_id: number;
  readonly reaction: Reaction | null;
  readonly rating: number | null;
  readonly is_favorite: boolean;
}

/** Everything that somebody thinks of films. */
@Injectable()
export class OwnStateRepository {
  constructor(private readonly database: Database) {}

  /** One row for each of these films. */
  async of(userId: number, movieIds: readonly number[]): Promise<OwnStateRow[]> {
    return this.database.prepared<OwnStateRow>(
      'own-movie-state',
      `SELECT f.movie_id, l.value AS reaction, r.value AS rating, v.movie_id IS NOT NULL AS is_favorite
       FROM unnest($2::int[]) AS f (movie_id)
       LEFT JOIN movie_reactions l ON l.user_id = $1 AND l.movie_id = f.movie_id
       LEFT JOIN movie_ratings r ON r.user_id = $1 AND r.movie_id = f.movie_id
       LEFT JOIN favorites v ON v.user_id = $1 AND v.movie_id = f.movie_id`,
      [userId, movieIds],
    );
  }

  async deleteAllOf(userId: number): Promise<void> {
    for (const table of ['movie_reactions', 'movie_ratings', 'favorites']) {
      await this.database.execute(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
    }
  }
}
