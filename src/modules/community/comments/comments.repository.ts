import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../../platform/auth/index.js';
import { Database } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { DUPLICATE_MINUTES } from './comment-limits.js';

/** A living comment whose thread is locked. */
export interface LockedComment {
  readonly id: number;
  readonly movie_id: number;
  readonly movie_uuid: string;
  readonly parent_id: number | null;
  readonly author_id: number | null;
  readonly text: string;
}

/** What a moderator did to another's comment; the author is told the reason. */
export interface Moderation {
  readonly by: number;
  readonly reason: string;
}

/** Comments for those who write and delete them. */
@Injectable()
export class CommentsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Lets one comment at a time of somebody be taken, and keeps their account from being deleted meanwhile.
   * @throws UnauthenticatedError when it was deleted a moment ago
   */
  async lockAuthor(userId: number): Promise<void> {
    this.database.requireTransaction();
    const locked = await this.database.execute(
      'SELECT 1 FROM users WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE',
      [userId],
    );
    if (locked === 0) throw new UnauthenticatedError();
  }

  /** Keeps the thread of a comment or a reply as it is until the transaction ends. */
  async lockThread(commentId: number): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(
      `SELECT 1 FROM comments WHERE id = (SELECT coalesce(parent_id, id) FROM comments WHERE id = $1)
       FOR NO KEY UPDATE`,
      [commentId],
    );
  }

  /** A comment of a living film that was not deleted, with its thread locked. */
  async lockLiving(id: number): Promise<LockedComment | undefined> {
    await this.lockThread(id);
    const [comment] = await this.database.rows<LockedComment & Record<string, unknown>>(
      `SELECT c.id, c.movie_id, m.uuid AS movie_uuid, c.parent_id, c.author_id, c.text FROM comments c JOIN movies m ON m.id = c.movie_id
       WHERE c.id = $1 AND c.deleted_at IS NULL AND m.deleted_at IS NULL`,
      [id],
    );
    return comment;
  }

  /**
   * The same, which must be there.
   * @throws NotFoundError
   */
  async lockForChange(id: number): Promise<LockedComment> {
    const comment = await this.lockLiving(id);
    if (!comment) throw new NotFoundError('comment', id);
    return comment;
  }

  /** Whether somebody wrote the same under a film a moment ago. */
  async saidLately(authorId: number, movieId: number, text: string): Promise<boolean> {
    const found = await this.database.rows(
      `SELECT 1 FROM comments WHERE author_id = $1 AND movie_id = $2 AND text = $3
         AND created_at > now() - make_interval(mins => $4) LIMIT 1`,
      [authorId, movieId, text, DUPLICATE_MINUTES],
    );
    return found.length > 0;
  }

  /**
   * Adds a comment, or a reply to `replyTo`, which is counted at the beginning of its thread.
   * @returns its id
   */
  async insert(authorId: number, movieId: number, text: string, replyTo?: LockedComment): Promise<number> {
    const threadId = replyTo ? (replyTo.parent_id ?? replyTo.id) : null;
    const [row] = await this.database.rows<{ id: number }>(
      `INSERT INTO comments (movie_id, parent_id, reply_to, author_id, text) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [movieId, threadId, replyTo?.id ?? null, authorId, text],
    );
    if (threadId !== null) await this.countReplies(threadId, 1);
    return row?.id ?? 0;
  }

  async setText(id: number, text: string, moderation: Moderation | undefined): Promise<void> {
    await this.database.execute(
      `UPDATE comments SET text = $2, edited_at = now(), moderated_by = coalesce($3, moderated_by),
         moderation_reason = coalesce($4, moderation_reason) WHERE id = $1`,
      [id, text, moderation?.by ?? null, moderation?.reason ?? null],
    );
  }

  /** Takes the text away; the row stays for the replies below it. */
  async markDeleted(comment: LockedComment, moderation: Moderation | undefined): Promise<void> {
    await this.database.execute(
      `UPDATE comments SET text = '', deleted_at = now(), moderated_by = coalesce($2, moderated_by),
         moderation_reason = coalesce($3, moderation_reason) WHERE id = $1`,
      [comment.id, moderation?.by ?? null, moderation?.reason ?? null],
    );
    if (comment.parent_id !== null) await this.countReplies(comment.parent_id, -1);
  }

  /** All comments of a film, the deleted ones too. */
  async idsOf(movieId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      'SELECT id FROM comments WHERE movie_id = $1 ORDER BY id',
      [movieId],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes somebody's name off everything they wrote. */
  async anonymise(userId: number): Promise<void> {
    await this.database.execute('UPDATE comments SET author_id = NULL WHERE author_id = $1', [userId]);
  }

  private async countReplies(threadId: number, change: number): Promise<void> {
    await this.database.execute('UPDATE comments SET reply_count = reply_count + $2 WHERE id = $1', [
      threadId,
      change,
    ]);
  }
}
