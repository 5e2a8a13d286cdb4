import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';

/** Who likes which comment. A comment's count changes exactly when a like comes or goes, in the same statement. */
@Injectable()
export class CommentLikesRepository {
  constructor(private readonly database: Database) {}

  /** Adds a like unless it is there, the comment was deleted, or the account was. @returns whether it did */
  async add(commentId: number, userId: number): Promise<boolean> {
    const added = await this.database.execute(
      `WITH liker AS (SELECT id FROM users WHERE id = $2 AND deleted_at IS NULL FOR SHARE),
       liked AS (
         INSERT INTO comment_likes (comment_id, user_id)
         SELECT c.id, liker.id FROM comments c CROSS JOIN liker WHERE c.id = $1 AND c.deleted_at IS NULL
         ON CONFLICT (comment_id, user_id) DO NOTHING RETURNING comment_id
       )
       UPDATE comments c SET likes = c.likes + 1 FROM liked WHERE c.id = liked.comment_id`,
      [commentId, userId],
    );
    return added > 0;
  }

  /** Takes a like away, if it is there. */
  async remove(commentId: number, userId: number): Promise<void> {
    await this.database.execute(
      `WITH gone AS (DELETE FROM comment_likes WHERE comment_id = $1 AND user_id = $2 RETURNING comment_id)
       UPDATE comments c SET likes = c.likes - 1 FROM gone WHERE c.id = gone.comment_id`,
      [commentId, userId],
    );
  }

  /** Takes all likes of somebody away. */
  async removeAllOf(userId: number): Promise<void> {
    await this.database.execute(
      `WITH gone AS (DELETE FROM comment_likes WHERE user_id = $1 RETURNING comment_id)
       UPDATE comments c SET likes = c.likes - 1 FROM gone WHERE c.id = gone.comment_id`,
      [userId],
    );
  }
}
