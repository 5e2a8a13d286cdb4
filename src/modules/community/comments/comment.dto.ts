import { ApiProperty, OmitType } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryText } from '../../../platform/lists/index.js';

/** Whoever wrote a comment. */
export class CommentAuthor {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null once the account was deleted.',
    example: 17,
  })
  id: number | null;
  /** @example "Ada L." */
  display_name: string;
  /** @example "/media/avatars/3f/3fa85f64-w256.webp" */
  avatar_url: string | null;
}

/** A comment or a reply. */
export class CommentResponse {
  /** @example 204 */
  id: number;
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  movie_uuid: string;
  /**
   * The comment that begins the thread; null for that comment itself.
   * @example 198
   */
  parent_id: number | null;
  /**
   * For a reply, the comment or reply that it answers; null for the comment that begins the thread.
   * @example 201
   */
  reply_to: number | null;
  @ApiProperty({ type: CommentAuthor, nullable: true, description: 'Null for a comment that was deleted.' })
  author: CommentAuthor | null;
  /**
   * Plain text as it was typed, never HTML: escape it where you show it. Empty for a comment that was deleted.
   * @example "The coffee scene alone is worth the evening."
   */
  text: string;
  /** @example 12 */
  likes: number;
  /**
   * Whether you like it; false while you are not signed in.
   * @example false
   */
  liked: boolean;
  /**
   * Replies in its thread; replies themselves have none.
   * @example 0
   */
  reply_count: number;
  /**
   * Whether it was deleted and only stands here for its replies.
   * @example false
   */
  deleted: boolean;
  /**
   * Null for a comment that is as it was first written.
   * @example "2026-11-21T09:40:00.000Z"
   */
  edited_at: string | null;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
}

export class CommentPage extends PageOf(CommentResponse) {}

const SORT = 'A field of `created_at`, `likes`, or both joined by a comma; - in front for descending.';

/** How to list the threads of a film. */
export class ThreadListQuery extends OmitType(ListQuery, ['sort']) {
  @QueryText(200, { description: `${SORT} The newest first unless you say otherwise.`, example: '-likes' })
  sort?: string;
}

/** How to list the replies of a thread. */
export class ReplyListQuery extends OmitType(ListQuery, ['sort']) {
  @QueryText(200, {
    description: `${SORT} The oldest first unless you say otherwise, as a talk is read.`,
    example: '-created_at',
  })
  sort?: string;
}
