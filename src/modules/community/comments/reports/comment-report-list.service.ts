import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../../platform/errors/index.js';
import {
  bookmarksOf,
  type Page,
  parseSort,
  type SortColumn,
  toPage,
  windowOf,
} from '../../../../platform/lists/index.js';
import { ProfilesService } from '../../../profiles/index.js';
import { authorsOf } from '../comment.mapper.js';
import type { CommentReportListQuery, CommentReportResponse } from './comment-report.dto.js';
import { toCommentReportResponse } from './comment-report.mapper.js';
import { CommentReportRowsRepository, type ReportRow } from './comment-report-rows.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  created_at: { sql: 'r.created_at', type: 'timestamptz' },
};

/** Looking through what was reported. */
@Injectable()
export class CommentReportListService {
  constructor(
    private readonly rows: CommentReportRowsRepository,
    private readonly profiles: ProfilesService,
  ) {}

  /**
   * The newest first, unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  async list(query: CommentReportListQuery, url: string): Promise<Page<CommentReportResponse>> {
    const order = parseSort(query.sort ?? '-created_at', SORT_COLUMNS);
    const total = await this.rows.count(query.status);
    const rows = await this.rows.page(query.status, (parameters) =>
      windowOf(query, order, 'r.id', total, parameters),
    );
    const bookmarks = bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys);
    return toPage(await this.signed(rows), query, total, url, bookmarks);
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<CommentReportResponse> {
    const row = await this.rows.find(id);
    const [report] = await this.signed(row ? [row] : []);
    if (!report) throw new NotFoundError('comment report', id);
    return report;
  }

  private async signed(rows: readonly ReportRow[]): Promise<CommentReportResponse[]> {
    const reporters = rows.flatMap(({ reporter_id }) => (reporter_id === null ? [] : [reporter_id]));
    const displays = await this.profiles.displayOf([...reporters, ...authorsOf(rows)]);
    return rows.map((row) => toCommentReportResponse(row, displays));
  }
}
