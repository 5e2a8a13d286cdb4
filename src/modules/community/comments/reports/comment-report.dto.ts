import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ListQuery, PageOf, QueryText, QueryWord } from '../../../../platform/lists/index.js';
import { CommentAuthor, CommentResponse } from '../comment.dto.js';
import { MAX_REASON, OptionalTypedText, TypedText } from '../comment-text.js';

export const REPORT_STATUSES = ['open', 'resolved'] as const;
export const REPORT_ACTIONS = ['keep', 'delete'] as const;

export type ReportStatus = (typeof REPORT_STATUSES)[number];
export type ReportAction = (typeof REPORT_ACTIONS)[number];

/** What is wrong with a comment. */
export class ReportCommentDto {
  /** @example "Gives away the end without a warning." */
  @TypedText(MAX_REASON)
  reason: string;
}

/** What becomes of a comment that was reported. */
export class ResolveReportDto {
  @ApiProperty({ enum: REPORT_ACTIONS, example: 'delete' })
  @IsIn(REPORT_ACTIONS, { message: `must be one of ${REPORT_ACTIONS.join(', ')}` })
  action: ReportAction;

  /**
   * Why. The author of a deleted comment is told; left out, they read that it was reported and broke the rules.
   * @example "Spoilers need a warning."
   */
  @OptionalTypedText(MAX_REASON)
  note?: string | null;
}

/** A report, as whoever made it sees it. */
export class OwnReportResponse {
  /** @example 31 */
  id: number;
  /** @example 204 */
  comment_id: number;
  /** @example "Gives away the end without a warning." */
  reason: string;
  @ApiProperty({ enum: REPORT_STATUSES, example: 'open' })
  status: ReportStatus;
  /** @example "2026-11-21T09:45:00.000Z" */
  created_at: string;
}

/** A report, as moderators see it. */
export class CommentReportResponse extends OwnReportResponse {
  /** The comment as it is now. */
  comment: CommentResponse;
  /**
   * What it said when it was reported.
   * @example "He was dead all along."
   */
  reported_text: string;
  /** Who reported it. */
  reporter: CommentAuthor;
  @ApiProperty({
    enum: REPORT_ACTIONS,
    nullable: true,
    description: 'What became of it; null while the report is open.',
    example: 'delete',
  })
  action: ReportAction | null;
  /** @example "Spoilers need a warning." */
  note: string | null;
  /** @example "2026-11-21T10:20:00.000Z" */
  resolved_at: string | null;
}

export class CommentReportPage extends PageOf(CommentReportResponse) {}

/** How to list reports. */
export class CommentReportListQuery extends OmitType(ListQuery, ['sort']) {
  @QueryWord(REPORT_STATUSES, { description: 'Only reports that wait, or only those that were dealt with.' })
  status?: ReportStatus;

  @QueryText(200, {
    description: '`created_at`, with - in front for descending. The newest first unless you say otherwise.',
    example: 'created_at',
  })
  sort?: string;
}
