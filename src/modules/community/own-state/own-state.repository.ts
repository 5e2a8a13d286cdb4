import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Everything that somebody thinks of films. */
@Injectable()
export class OwnStateRepository {
  constructor(private readonly database: Database) {}

  async deleteAllOf(userId: number): Promise<void> {
    for (const table of ['movie_reactions', 'movie_ratings', 'favorites']) {
      await this.database.execute(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
    }
  }
}
