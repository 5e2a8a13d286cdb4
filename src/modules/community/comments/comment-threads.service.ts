import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import {
  bookmarksOf,
  type ListQuery,
  type Page,
  parseSort,
  type SortColumn,
  type SortKey,
  toPage,
  windowOf,
} from '../../../platform/lists/index.js';
import { ProfilesService } from '../../profiles/index.js';
import type { CommentResponse } from './comment.dto.js';
import { authorsOf, toCommentResponse } from './comment.mapper.js';
import { CommentRowsRepository, type ListHead } from './comment-rows.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  created_at: { sql: 'c.created_at', type: 'timestamptz' },
  likes: { sql: 'c.likes', type: 'integer' },
};

/** Reading comments, as anybody may. */
@Injectable()
export class CommentThreadsService {
  constructor(
    private readonly rows: CommentRowsRepository,
    private readonly profiles: ProfilesService,
  ) {}

  /**
   * The threads of a film, the newest first unless the query says otherwise.
   * @throws NotFoundError, InvalidFieldsError
   */
  async threads(
    movieUuid: string,
    query: ListQuery,
    viewerId: number | undefined,
    url: string,
  ): Promise<Page<CommentResponse>> {
    const head = await this.rows.threadsOf(movieUuid);
    if (!head) throw new NotFoundError('movie', movieUuid);
    return this.list(
      'threads',
      head,
      query,
      parseSort(query.sort ?? '-created_at', SORT_COLUMNS),
      viewerId,
      url,
    );
  }

  /**
   * The replies of the thread that a comment belongs to, the oldest first unless the query says otherwise.
   * @throws NotFoundError, InvalidFieldsError
   */
  async replies(
    commentId: number,
    query: ListQuery,
    viewerId: number | undefined,
    url: string,
  ): Promise<Page<CommentResponse>> {
    const head = await this.rows.repliesOf(commentId);
    if (!head) throw new NotFoundError('comment', commentId);
    return this.list(
      'replies',
      head,
      query,
      parseSort(query.sort ?? 'created_at', SORT_COLUMNS),
      viewerId,
      url,
    );
  }

  /** @throws NotFoundError */
  async get(id: number, viewerId: number | undefined): Promise<CommentResponse> {
    const row = await this.rows.find(id, viewerId);
    if (!row) throw new NotFoundError('comment', id);
    return toCommentResponse(row, await this.profiles.displayOf(authorsOf([row])));
  }

  private async list(
    list: 'threads' | 'replies',
    head: ListHead,
    query: ListQuery,
    order: readonly SortKey[],
    viewerId: number | undefined,
    url: string,
  ): Promise<Page<CommentResponse>> {
    const rows = await this.rows.page(list, head.id, viewerId, (parameters) =>
      windowOf(query, order, 'c.id', head.total, parameters),
    );
    const displays = await this.profiles.displayOf(authorsOf(rows));
    const comments = rows.map((row) => toCommentResponse(row, displays));
    const bookmarks = bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys);
    return toPage(comments, query, head.total, url, bookmarks);
  }
}
