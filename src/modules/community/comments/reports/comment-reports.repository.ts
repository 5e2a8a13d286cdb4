import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../../platform/database/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { type Moderation } from '../comments.repository.js';
import type { ReportAction } from './comment-report.dto.js';
import { AlreadyReportedError } from './comment-report.errors.js';

/** What whoever reports a comment is told. */
export interface NewReport {
  readonly id: number;
  readonly comment_id: number;
  readonly reason: string;
  readonly created_at: Date;
}

/** A report that is locked. */
export interface LockedReport {
  readonly id: number;
  readonly comment_id: number;
  readonly action: ReportAction | null;
}

/** Reports for those who make and resolve them. */
@Injectable()
export class CommentReportsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Reports a comment as it is now.
   * @throws NotFoundError, AlreadyReportedError
   */
  async insert(reporterId: number, commentId: number, reason: string): Promise<NewReport> {
    const [report] = await translateViolations(
      this.database.rows<NewReport & Record<string, unknown>>(
        `WITH reporter AS (SELECT id FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE)
         INSERT INTO comment_reports (comment_id, reporter_id, reported_text, reason)
         SELECT c.id, reporter.id, c.text, $3 FROM comments c CROSS JOIN reporter
         WHERE c.id = $2 AND c.deleted_at IS NULL
         RETURNING id, comment_id, reason, created_at`,
        [reporterId, commentId, reason],
      ),
      { uq_comment_reports_open: () => new AlreadyReportedError() },
    );
    if (!report) throw new NotFoundError('comment', commentId);
    return report;
  }

  /** Which comment a report is about; that never changes. */
  async commentOf(reportId: number): Promise<number | undefined> {
    const [report] = await this.database.rows<{ comment_id: number }>(
      'SELECT comment_id FROM comment_reports WHERE id = $1',
      [reportId],
    );
    return report?.comment_id;
  }

  /** Keeps a report from changing until the transaction ends; the thread of its comment is locked before. */
  async lock(reportId: number): Promise<LockedReport | undefined> {
    this.database.requireTransaction();
    const [report] = await this.database.rows<LockedReport & Record<string, unknown>>(
      'SELECT id, comment_id, action FROM comment_reports WHERE id = $1 FOR UPDATE',
      [reportId],
    );
    return report;
  }

  async resolve(reportId: number, action: ReportAction, by: number, note: string | null): Promise<void> {
    await this.database.execute(
      `UPDATE comment_reports SET action = $2, resolved_by = $3, note = $4, resolved_at = now() WHERE id = $1`,
      [reportId, action, by, note],
    );
  }

  /** Resolves all open reports of a comment alike. */
  async resolveAllOf(commentId: number, action: ReportAction, { by, reason }: Moderation): Promise<void> {
    await this.database.execute(
      `UPDATE comment_reports SET action = $2, resolved_by = $3, note = $4, resolved_at = now()
       WHERE comment_id = $1 AND resolved_at IS NULL`,
      [commentId, action, by, reason],
    );
  }

  /** Takes somebody's name off the reports they made. */
  async anonymise(userId: number): Promise<void> {
    await this.database.execute('UPDATE comment_reports SET reporter_id = NULL WHERE reporter_id = $1', [
      userId,
    ]);
  }
}
