import type { ProfileDisplay } from '../../profiles/index.js';
import type { CommentAuthor, CommentResponse } from './comment.dto.js';
import type { CommentRow } from './comment-rows.repository.js';

const NOBODY: CommentAuthor = { id: null, display_name: 'Deleted user', avatar_url: null };

/** Who has to be looked up to show these comments. */
export function authorsOf(rows: readonly CommentRow[]): number[] {
  return rows.flatMap(({ author_id, deleted }) => (author_id === null || deleted ? [] : [author_id]));
}

/** What others see of somebody; of a deleted account nothing. */
export function toAuthor(
  userId: number | null,
  displays: ReadonlyMap<number, ProfileDisplay>,
): CommentAuthor {
  const display = userId === null ? undefined : displays.get(userId);
  return display
    ? { id: userId, display_name: display.display_name, avatar_url: display.avatar_url }
    : NOBODY;
}

/** A comment as everybody sees it; of a deleted one its place alone. */
export function toCommentResponse(
  row: CommentRow,
  displays: ReadonlyMap<number, ProfileDisplay>,
): CommentResponse {
  return {
    id: row.id,
    movie_uuid: row.movie_uuid,
    parent_id: row.parent_id,
    reply_to: row.reply_to,
    author: row.deleted ? null : toAuthor(row.author_id, displays),
    text: row.deleted ? '' : row.text,
    likes: row.deleted ? 0 : row.likes,
    liked: row.deleted ? false : row.liked,
    reply_count: row.reply_count,
    deleted: row.deleted,
    edited_at: row.deleted ? null : (row.edited_at?.toISOString() ?? null),
    created_at: row.created_at.toISOString(),
  };
}
