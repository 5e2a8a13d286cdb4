import { ApiProperty } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryBoolean, QueryWords } from '../../../platform/lists/index.js';
import { REPORT_FORMATS, REPORT_TYPES, type ReportFormat, type ReportType } from '../report-kind.js';
import { CalendarDate } from '../../theatre/index.js';
import { NarrowedTo, ReportFormatField, ReportTypeField } from './report-fields.js';
import { REPORT_STATUSES, type ReportStatus } from './report.js';

/** Which report is to be made. */
export class CreateReportDto {
  @ReportTypeField()
  type: ReportType;

  @ReportFormatField()
  format: ReportFormat;

  /**
   * The first day.
   * @example "2026-11-01"
   */
  @CalendarDate()
  from: string;

  /**
   * The last day, which belongs to the period; today at the latest, and at most three years from the first.
   * @example "2026-11-20"
   */
  @CalendarDate()
  to: string;

  @NarrowedTo('All cinemas, and what is sold online, when left out or null.')
  cinema_id?: number | null;

  @NarrowedTo('For `distributor_settlement` only; all distributors when left out or null.')
  distributor_id?: number | null;
}

/** Something by its name. */
export class NamedResponse {
  /** @example 1 */
  id: number;
  /** @example "Cinema on the Square" */
  name: string;
}

/** Who asked for a report. */
export class RequesterResponse {
  /** @example 17 */
  id: number;
  /** @example "Ada L." */
  name: string;
}

/** A report, made or on its way. */
export class ReportResponse {
  /** @example 12 */
  id: number;
  @ApiProperty({ enum: REPORT_TYPES, example: 'revenue' })
  type: ReportType;
  @ApiProperty({ enum: REPORT_FORMATS, example: 'pdf' })
  format: ReportFormat;
  /** @example "2026-11-01" */
  from: string;
  /** @example "2026-11-20" */
  to: string;
  @ApiProperty({ type: NamedResponse, nullable: true, description: 'Null for all.' })
  cinema: NamedResponse | null;
  @ApiProperty({ type: NamedResponse, nullable: true, description: 'Null for all.' })
  distributor: NamedResponse | null;
  @ApiProperty({ enum: REPORT_STATUSES, example: 'completed' })
  status: ReportStatus;
  /**
   * Percent.
   * @example 100
   */
  progress: number;
  /**
   * Where the file is; null until it is completed.
   * @example "/reports/12/file"
   */
  file_url: string | null;
  /**
   * Bytes.
   * @example 48213
   */
  file_size: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed.', example: null })
  error: string | null;
  @ApiProperty({ type: RequesterResponse, nullable: true, description: 'Null where a schedule did.' })
  created_by: RequesterResponse | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The schedule that had it made.',
    example: null,
  })
  schedule_id: number | null;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
  /** @example "2026-11-21T09:30:04.000Z" */
  finished_at: string | null;
  /**
   * When the report and its file are removed.
   * @example "2026-12-21T09:30:04.000Z"
   */
  expires_at: string | null;
}

export class ReportPage extends PageOf(ReportResponse) {}

/** How to list reports. */
export class ReportListQuery extends ListQuery {
  @QueryWords(REPORT_TYPES, { description: 'Only reports of these types.', example: 'revenue,refunds' })
  type?: ReportType[];

  @QueryWords(REPORT_FORMATS, { description: 'Only reports in these formats.', example: 'pdf' })
  format?: ReportFormat[];

  @QueryWords(REPORT_STATUSES, { description: 'Only reports in these states.', example: 'completed' })
  status?: ReportStatus[];

  @QueryBoolean({ description: 'Only those that you asked for, or only the others.', example: true })
  own?: boolean;
}

/** A type of report. */
export class ReportTypeResponse {
  @ApiProperty({ enum: REPORT_TYPES, example: 'revenue' })
  type: ReportType;
  /** @example "Revenue" */
  title: string;
  /** @example "What was sold and what was given back: by day, week, month, film, cinema and kind." */
  description: string;
  @ApiProperty({ enum: REPORT_FORMATS, isArray: true, example: ['pdf', 'xlsx', 'csv'] })
  formats: ReportFormat[];
  @ApiProperty({ type: [String], description: 'What it can be narrowed to.', example: ['cinema_id'] })
  filters: string[];
}

/** All types of reports. */
export class ReportTypesResponse {
  items: ReportTypeResponse[];
}
