import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { CommentsRepository } from './comments.repository.js';
import { CommentLikesRepository } from './likes/comment-likes.repository.js';
import { CommentReportsRepository } from './reports/comment-reports.repository.js';

/** What somebody said stays in the talk without their name; whoever wants it gone deletes it first. Their likes go. */
@ErasesAccounts()
export class CommentEraser implements AccountEraser {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly likes: CommentLikesRepository,
    private readonly reports: CommentReportsRepository,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    await this.comments.anonymise(userId);
    await this.likes.removeAllOf(userId);
    await this.reports.anonymise(userId);
  }
}
