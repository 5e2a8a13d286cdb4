import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { RateLimits } from '../../../platform/rate-limits/index.js';
import { MovieDetailService } from '../../catalogue/index.js';
import type { CommentResponse } from './comment.dto.js';
import { DuplicateCommentError } from './comment.errors.js';
import { COMMENT_LIMITS } from './comment-limits.js';
import { CommentNotices } from './comment-notices.js';
import { CommentThreadsService } from './comment-threads.service.js';
import { CommentsRepository, type LockedComment } from './comments.repository.js';

/** Saying something about a film, and answering. */
@Injectable()
export class WriteCommentService {
  constructor(
    private readonly transaction: Transaction,
    private readonly movies: MovieDetailService,
    private readonly comments: CommentsRepository,
    private readonly threads: CommentThreadsService,
    private readonly limits: RateLimits,
    private readonly notices: CommentNotices,
  ) {}

  /**
   * Begins a thread under a film.
   * @throws NotFoundError, DuplicateCommentError, TooManyRequestsError
   */
  async comment(authorId: number, movieUuid: string, text: string): Promise<CommentResponse> {
    await this.count(authorId);
    const id = await this.transaction.run(async () => {
      await this.comments.lockAuthor(authorId);
      return this.add(authorId, await this.movies.idOf(movieUuid), text);
    });
    return this.threads.get(id, authorId);
  }

  /**
   * Answers a comment or a reply; either way the answer belongs to the thread of the comment.
   * @throws NotFoundError, DuplicateCommentError, TooManyRequestsError
   */
  async reply(authorId: number, toId: number, text: string): Promise<CommentResponse> {
    await this.count(authorId);
    const id = await this.transaction.run(async () => {
      await this.comments.lockAuthor(authorId);
      const to = await this.comments.lockForChange(toId);
      const reply = await this.add(authorId, to.movie_id, text, to);
      await this.notices.replied(to, reply, authorId, text);
      return reply;
    });
    return this.threads.get(id, authorId);
  }

  private async count(authorId: number): Promise<void> {
    for (const limit of COMMENT_LIMITS) await this.limits.count(limit, String(authorId));
  }

  private async add(
    authorId: number,
    movieId: number,
    text: string,
    replyTo?: LockedComment,
  ): Promise<number> {
    if (await this.comments.saidLately(authorId, movieId, text)) throw new DuplicateCommentError();
    return this.comments.insert(authorId, movieId, text, replyTo);
  }
}
