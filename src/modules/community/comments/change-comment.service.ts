import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { type Principal, reaches } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import type { CommentResponse } from './comment.dto.js';
import { OthersCommentError } from './comment.errors.js';
import type { EditCommentDto } from './comment-input.dto.js';
import { CommentNotices } from './comment-notices.js';
import { CommentRemovalService } from './comment-removal.service.js';
import { CommentThreadsService } from './comment-threads.service.js';
import { CommentsRepository, type LockedComment, type Moderation } from './comments.repository.js';

/** Changing and deleting comments: one's own, or as a moderator with a reason any. */
@Injectable()
export class ChangeCommentService {
  constructor(
    private readonly transaction: Transaction,
    private readonly comments: CommentsRepository,
    private readonly removal: CommentRemovalService,
    private readonly threads: CommentThreadsService,
    private readonly audit: AuditLog,
    private readonly notices: CommentNotices,
  ) {}

  /**
   * Gives a comment another text and marks it as edited; the same text changes nothing.
   * @throws NotFoundError, OthersCommentError, InvalidFieldsError
   */
  async edit(editor: Principal, id: number, { text, reason }: EditCommentDto): Promise<CommentResponse> {
    await this.transaction.run(async () => {
      const comment = await this.comments.lockForChange(id);
      const moderation = rightTo(editor, comment, reason);
      if (text === comment.text) return;
      await this.comments.setText(id, text, moderation);
      if (!moderation) return;
      await this.notices.moderated(comment, moderation, false);
      await this.audit.record({
        actorId: moderation.by,
        action: 'comment.update',
        target: `comment:${id}`,
        before: { text: comment.text },
        after: { text, reason: moderation.reason },
      });
    });
    return this.threads.get(id, editor.userId);
  }

  /**
   * Deletes a comment. Where it has replies, an empty stub stays in its place until the last of them is deleted.
   * @throws NotFoundError, OthersCommentError, InvalidFieldsError
   */
  async delete(editor: Principal, id: number, reason: string | null | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const comment = await this.comments.lockForChange(id);
      await this.removal.remove(comment, rightTo(editor, comment, reason));
    });
  }
}

/** Authors need no reason for what they do to their own; moderators do for others'. */
function rightTo(
  { userId, group }: Principal,
  comment: LockedComment,
  reason: string | null | undefined,
): Moderation | undefined {
  if (comment.author_id === userId) return undefined;
  if (!reaches(group, 'moderator')) throw new OthersCommentError();
  if (reason === undefined || reason === null) {
    throw new InvalidFieldsError([{ field: 'reason', message: 'must tell the author why' }]);
  }
  return { by: userId, reason };
}
