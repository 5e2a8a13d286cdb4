import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { CommentRemovalService } from '../comment-removal.service.js';
import { CommentsRepository } from '../comments.repository.js';
import type { CommentReportResponse, ResolveReportDto } from './comment-report.dto.js';
import { ReportResolvedError } from './comment-report.errors.js';
import { CommentReportListService } from './comment-report-list.service.js';
import { CommentReportsRepository, type LockedReport } from './comment-reports.repository.js';

/** What the author is told where the moderator says no more. */
const FOUND_WANTING = 'It was reported and found to break the rules.';

/** What moderators do about reports. */
@Injectable()
export class CommentReportsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: CommentReportsRepository,
    private readonly comments: CommentsRepository,
    private readonly removal: CommentRemovalService,
    private readonly list: CommentReportListService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Keeps the comment, which closes this report, or deletes it, which closes all reports of it. A comment that its author
   * deleted meanwhile stays deleted.
   * @throws NotFoundError, ReportResolvedError
   */
  async resolve(
    moderatorId: number,
    reportId: number,
    { action, note }: ResolveReportDto,
  ): Promise<CommentReportResponse> {
    await this.transaction.run(async () => {
      const report = await this.lock(reportId);
      if (report.action !== null) throw new ReportResolvedError(report.action);
      await this.reports.resolve(reportId, action, moderatorId, note ?? null);
      await this.audit.record({
        actorId: moderatorId,
        action: 'comment-report.resolve',
        target: `comment-report:${reportId}`,
        after: { comment_id: report.comment_id, action, note: note ?? null },
      });
      if (action === 'keep') return;
      const comment = await this.comments.lockLiving(report.comment_id);
      if (comment) await this.removal.remove(comment, { by: moderatorId, reason: note ?? FOUND_WANTING });
    });
    return this.list.get(reportId);
  }

  /** Thread before report, as everybody does who deletes. */
  private async lock(reportId: number): Promise<LockedReport> {
    const commentId = await this.reports.commentOf(reportId);
    if (commentId !== undefined) await this.comments.lockThread(commentId);
    const report = await this.reports.lock(reportId);
    if (!report) throw new NotFoundError('comment report', reportId);
    return report;
  }
}
