import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { CommentNotices } from './comment-notices.js';
import { type LockedComment, CommentsRepository, type Moderation } from './comments.repository.js';
import { CommentReportsRepository } from './reports/comment-reports.repository.js';

/** Deleting a comment, whoever does it, as a part of somebody's transaction. */
@Injectable()
export class CommentRemovalService {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly reports: CommentReportsRepository,
    private readonly audit: AuditLog,
    private readonly notices: CommentNotices,
  ) {}

  /**
   * Deletes a comment whose thread is locked. A moderator's deletion settles all that is reported of it.
   * @param moderation undefined when the author does it
   */
  async remove(comment: LockedComment, moderation: Moderation | undefined): Promise<void> {
    await this.comments.markDeleted(comment, moderation);
    await this.notices.deleted(comment.id);
    if (!moderation) return;
    await this.reports.resolveAllOf(comment.id, 'delete', moderation);
    await this.notices.moderated(comment, moderation, true);
    await this.audit.record({
      actorId: moderation.by,
      action: 'comment.delete',
      target: `comment:${comment.id}`,
      before: { text: comment.text },
      after: { reason: moderation.reason },
    });
  }
}
