import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import {
  bookmarksOf,
  type ListQuery,
  type Page,
  parseSort,
  type SortColumn,
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

/** Who reads a list, and at which address. */
export interface Reader {
  readonly viewerId: number | undefined;
  readonly url: string;
}

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
  async threads(movieUuid: string, query: ListQuery, reader: Reader): Promise<Page<CommentResponse>> {
    const head = await this.rows.threadsOf(movieUuid);
    if (!head) throw new NotFoundError('movie', movieUuid);
    return this.list('threads', head, { ...query, sort: query.sort ?? '-created_at' }, reader);
  }

  /**
   * The replies of the thread that a comment belongs to, the oldest first unless the query says otherwise.
   * @throws NotFoundError, InvalidFieldsError
   */
  async replies(commentId: number, query: ListQuery, reader: Reader): Promise<Page<CommentResponse>> {
    const head = await this.rows.repliesOf(commentId);
    if (!head) throw new NotFoundError('comment', commentId);
    return this.list('replies', head, { ...query, sort: query.sort ?? 'created_at' }, reader);
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
    query: ListQuery & { sort: string },
    { viewerId, url }: Reader,
  ): Promise<Page<CommentResponse>> {
    const order = parseSort(query.sort, SORT_COLUMNS);
    const rows = await this.rows.page(list, head.id, viewerId, (parameters) =>
      windowOf(query, order, 'c.id', head.total, parameters),
    );
    const displays = await this.profiles.displayOf(authorsOf(rows));
    const comments = rows.map((row) => toCommentResponse(row, displays));
    const bookmarks = bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys);
    return toPage(comments, query, head.total, url, bookmarks);
  }
}
