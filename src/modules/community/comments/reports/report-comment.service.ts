import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { RateLimits } from '../../../../platform/rate-limits/index.js';
import { REPORTS } from '../comment-limits.js';
import { CommentRowsRepository } from '../comment-rows.repository.js';
import type { OwnReportResponse } from './comment-report.dto.js';
import { OwnCommentError } from './comment-report.errors.js';
import { toOwnReportResponse } from './comment-report.mapper.js';
import { CommentReportsRepository } from './comment-reports.repository.js';

/** Telling the moderators of a comment. */
@Injectable()
export class ReportCommentService {
  constructor(
    private readonly comments: CommentRowsRepository,
    private readonly reports: CommentReportsRepository,
    private readonly limits: RateLimits,
  ) {}

  /** @throws NotFoundError, OwnCommentError, AlreadyReportedError, TooManyRequestsError */
  async report(reporterId: number, commentId: number, reason: string): Promise<OwnReportResponse> {
    await this.limits.count(REPORTS, String(reporterId));
    const comment = await this.comments.find(commentId, undefined);
    if (!comment || comment.deleted) throw new NotFoundError('comment', commentId);
    if (comment.author_id === reporterId) throw new OwnCommentError();
    return toOwnReportResponse(await this.reports.insert(reporterId, commentId, reason));
  }
}
