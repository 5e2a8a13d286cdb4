import type { ProfileDisplay } from '../../../profiles/index.js';
import { toAuthor, toCommentResponse } from '../comment.mapper.js';
import type { CommentReportResponse, OwnReportResponse } from './comment-report.dto.js';
import type { ReportRow } from './comment-report-rows.repository.js';
import type { NewReport } from './comment-reports.repository.js';

/** A report for whoever has just made it. */
export function toOwnReportResponse(report: NewReport): OwnReportResponse {
  return {
    id: report.id,
    comment_id: report.comment_id,
    reason: report.reason,
    status: 'open',
    created_at: report.created_at.toISOString(),
  };
}

/** A report for moderators. */
export function toCommentReportResponse(
  row: ReportRow,
  displays: ReadonlyMap<number, ProfileDisplay>,
): CommentReportResponse {
  return {
    id: row.report_id,
    comment_id: row.id,
    reason: row.reason,
    status: row.resolved_at === null ? 'open' : 'resolved',
    created_at: row.reported_at.toISOString(),
    comment: toCommentResponse(row, displays),
    reported_text: row.reported_text,
    reporter: toAuthor(row.reporter_id, displays),
    action: row.action,
    note: row.note,
    resolved_at: row.resolved_at?.toISOString() ?? null,
  };
}
