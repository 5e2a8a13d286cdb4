import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** The tokens of links to unsubscribe, as SHA-256. Every mail has one of its own, and those before it stay good. */
@Injectable()
export class UnsubscribeTokensRepository {
  constructor(private readonly database: Database) {}

  async add(userId: number, hash: string, at: Date): Promise<void> {
    await this.database.execute(
      'INSERT INTO unsubscribe_tokens (token, user_id, created_at) VALUES ($1, $2, $3)',
      [hash, userId, at],
    );
  }

  async ownerOf(hash: string): Promise<number | undefined> {
    const [row] = await this.database.rows<{ user_id: number }>(
      'SELECT user_id FROM unsubscribe_tokens WHERE token = $1',
      [hash],
    );
    return row?.user_id;
  }

  /** Removes a batch of those that were given out before a moment. @returns how many went */
  removeBefore(before: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM unsubscribe_tokens
       WHERE token IN (SELECT token FROM unsubscribe_tokens WHERE created_at < $1 LIMIT $2)`,
      [before, limit],
    );
  }
}
