import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';

/** A comment as it is read, with what one viewer thinks of it. */
export interface CommentRow {
  readonly id: number;
  readonly movie_uuid: string;
  readonly parent_id: number | null;
  readonly reply_to: number | null;
  readonly author_id: number | null;
  readonly text: string;
  readonly likes: number;
  readonly liked: boolean;
  readonly reply_count: number;
  readonly deleted: boolean;
  readonly edited_at: Date | null;
  readonly created_at: Date;
}

/** What a list is of, and how long it is. */
export interface ListHead {
  /** The film's id, or that of the comment which begins the thread. */
  readonly id: number;
  readonly total: number;
}

const THREADS = 'c.movie_id = $1 AND c.parent_id IS NULL AND c.visible';
const REPLIES = 'c.parent_id = $1 AND c.visible';
const LISTS = { threads: THREADS, replies: REPLIES };

/** Comments for those who read them. Comments of deleted films are not found. */
@Injectable()
export class CommentRowsRepository {
  constructor(private readonly database: Database) {}

  /** @returns undefined when there is no such film */
  async threadsOf(movieUuid: string): Promise<ListHead | undefined> {
    const [head] = await this.database.rows<{ id: number; total: number }>(
      `SELECT m.id, (SELECT count(*)::int FROM comments c
         WHERE c.movie_id = m.id AND c.parent_id IS NULL AND c.visible) AS total
       FROM movies m WHERE m.uuid = $1 AND m.deleted_at IS NULL`,
      [movieUuid],
    );
    return head;
  }

  /** The thread that a comment or a reply belongs to; undefined when there is no such comment. */
  async repliesOf(commentId: number): Promise<ListHead | undefined> {
    const [head] = await this.database.rows<{ id: number; total: number }>(
      `SELECT top.id, top.reply_count AS total
       FROM comments c JOIN comments top ON top.id = coalesce(c.parent_id, c.id) JOIN movies m ON m.id = c.movie_id
       WHERE c.id = $1 AND c.visible AND m.deleted_at IS NULL`,
      [commentId],
    );
    return head;
  }

  /** Rows are looked up for the page alone: those that it leaves out are counted off in the index. */
  async page(
    list: keyof typeof LISTS,
    ofId: number,
    viewerId: number | undefined,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(CommentRow & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    parameters.add(ofId);
    const window = windowOf(parameters);
    const rows = await this.database.rows<CommentRow & { keys: string[] }>(
      `SELECT ${commentColumns(viewerId, parameters)}, ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT c.id FROM comments c WHERE ${LISTS[list]} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN comments c ON c.id = page.id JOIN movies m ON m.id = c.movie_id ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** A comment that can be seen, be it as a stub alone. */
  async find(id: number, viewerId: number | undefined): Promise<CommentRow | undefined> {
    const parameters = new SqlParameters();
    const comment = parameters.add(id);
    const [row] = await this.database.rows<CommentRow>(
      `SELECT ${commentColumns(viewerId, parameters)} FROM comments c JOIN movies m ON m.id = c.movie_id
       WHERE c.id = ${comment} AND c.visible AND m.deleted_at IS NULL`,
      parameters.values,
    );
    return row;
  }
}

/** What a `CommentRow` is made of, from comments `c` and movies `m`. */
export function commentColumns(viewerId: number | undefined, parameters: SqlParameters): string {
  const liked =
    viewerId === undefined
      ? 'false'
      : `EXISTS (SELECT 1 FROM comment_likes l WHERE l.comment_id = c.id AND l.user_id = ${parameters.add(viewerId)})`;
  return `c.id, m.uuid AS movie_uuid, c.parent_id, c.reply_to, c.author_id, c.text, c.likes, ${liked} AS liked,
    c.reply_count, c.deleted_at IS NOT NULL AS deleted, c.edited_at, c.created_at`;
}
