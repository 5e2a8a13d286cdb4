import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../../platform/lists/index.js';
import { commentColumns, type CommentRow } from '../comment-rows.repository.js';
import type { ReportAction, ReportStatus } from './comment-report.dto.js';

/** A report with the comment that it is about, whose id and time are the comment's. */
export interface ReportRow extends CommentRow {
  readonly report_id: number;
  readonly reporter_id: number | null;
  readonly reported_text: string;
  readonly reason: string;
  readonly action: ReportAction | null;
  readonly note: string | null;
  readonly resolved_at: Date | null;
  readonly reported_at: Date;
}

const WITH_STATUS: Readonly<Record<ReportStatus, string>> = {
  open: 'r.resolved_at IS NULL',
  resolved: 'r.resolved_at IS NOT NULL',
};
const COLUMNS = `r.id AS report_id, r.reporter_id, r.reported_text, r.reason, r.action, r.note, r.resolved_at,
  r.created_at AS reported_at, ${commentColumns(undefined, new SqlParameters())}`;
const COMMENTS = 'JOIN comments c ON c.id = r.comment_id JOIN movies m ON m.id = c.movie_id';

/** Reports for those who read them, those of deleted comments and films, too. */
@Injectable()
export class CommentReportRowsRepository {
  constructor(private readonly database: Database) {}

  async count(status: ReportStatus | undefined): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM comment_reports r WHERE ${status ? WITH_STATUS[status] : 'true'}`,
    );
    return row?.n ?? 0;
  }

  async page(
    status: ReportStatus | undefined,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(ReportRow & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const window = windowOf(parameters);
    const rows = await this.database.rows<ReportRow & { keys: string[] }>(
      `SELECT ${COLUMNS}, ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT r.id FROM comment_reports r
             WHERE ${status ? WITH_STATUS[status] : 'true'} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN comment_reports r ON r.id = page.id ${COMMENTS} ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  async find(id: number): Promise<ReportRow | undefined> {
    const [row] = await this.database.rows<ReportRow & Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM comment_reports r ${COMMENTS} WHERE r.id = $1`,
      [id],
    );
    return row;
  }
}
