import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../../platform/database/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import type { CommentResponse } from '../comment.dto.js';
import { CommentNotices } from '../comment-notices.js';
import { CommentThreadsService } from '../comment-threads.service.js';
import { CommentLikesRepository } from './comment-likes.repository.js';

/** Liking comments, once each. */
@Injectable()
export class CommentLikesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly likes: CommentLikesRepository,
    private readonly threads: CommentThreadsService,
    private readonly notices: CommentNotices,
  ) {}

  /** @throws NotFoundError */
  async like(userId: number, commentId: number): Promise<CommentResponse> {
    const { author, text } = await this.living(userId, commentId);
    await this.transaction.run(async () => {
      const added = await this.likes.add(commentId, userId);
      if (added) await this.notices.liked({ id: commentId, authorId: author?.id ?? null, text }, userId);
    });
    return this.living(userId, commentId);
  }

  /** @throws NotFoundError */
  async unlike(userId: number, commentId: number): Promise<void> {
    await this.living(userId, commentId);
    await this.likes.remove(commentId, userId);
  }

  /** Looked at before, too: comments of deleted films take no likes. */
  private async living(userId: number, commentId: number): Promise<CommentResponse> {
    const comment = await this.threads.get(commentId, userId);
    if (comment.deleted) throw new NotFoundError('comment', commentId);
    return comment;
  }
}
