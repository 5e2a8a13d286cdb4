import { applyDecorators } from '@nestjs/common';
import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsBoolean, ValidateBy } from 'class-validator';
import { isUsableEmail } from '../../accounts/index.js';
import { ListQuery, PageOf, QueryBoolean } from '../../../platform/lists/index.js';
import { IfGiven, IsTimeZone, OneOf, WholeNumber } from '../../theatre/index.js';
import { REPORT_FORMATS, REPORT_TYPES, type ReportFormat, type ReportType } from '../report-kind.js';
import { NamedResponse, RequesterResponse } from '../reports/report.dto.js';
import { NarrowedTo, ReportFormatField, ReportTypeField } from '../reports/report-fields.js';
import { REPORT_STATUSES, type ReportStatus } from '../reports/report.js';
import { type Cadence, CADENCES } from './report-schedule.js';

const MOST_RECIPIENTS = 20;

/** E-mail addresses of which none comes twice. */
const Recipients = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: [String],
      minItems: 1,
      maxItems: MOST_RECIPIENTS,
      description: 'Who is mailed the file.',
      example: ['accounts@cinema.example'],
    }),
    ValidateBy({
      name: 'recipients',
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) &&
          value.length > 0 &&
          value.length <= MOST_RECIPIENTS &&
          value.every(isUsableEmail) &&
          new Set(value.map((one) => one.toLowerCase())).size === value.length,
        defaultMessage: () => `must be a list of 1 to ${MOST_RECIPIENTS} different e-mail addresses`,
      },
    }),
  );

/** A report that is to be made again and again. */
export class CreateReportScheduleDto {
  @ReportTypeField()
  type: ReportType;

  @ReportFormatField()
  format: ReportFormat;

  @OneOf(CADENCES)
  @ApiProperty({
    example: 'weekly',
    description:
      'Each day for the day before, each Monday for the week from Monday to Sunday before, or the first of each month for the month before.',
  })
  cadence: Cadence;

  @NarrowedTo('All cinemas, and what is sold online, when left out or null.')
  cinema_id?: number | null;

  @NarrowedTo('For `distributor_settlement` only; all distributors when left out or null.')
  distributor_id?: number | null;

  @Recipients()
  recipients: string[];

  /**
   * On the clocks of the time zone; 6 when left out.
   * @example 6
   */
  @IfGiven()
  @WholeNumber(0, 23)
  hour?: number;

  /**
   * The name of an IANA time zone; the cinema's own when left out, or UTC where none is named.
   * @example "Europe/Kyiv"
   */
  @IfGiven()
  @IsTimeZone()
  time_zone?: string;

  /**
   * True when left out. What would have been made meanwhile is not made up for.
   * @example true
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  enabled?: boolean;
}

/** Changes to a schedule; what is left out stays as it is. */
export class UpdateReportScheduleDto extends PartialType(CreateReportScheduleDto, {
  skipNullProperties: false,
}) {}

/** The newest report that a schedule had made. */
export class ScheduledReportResponse {
  /** @example 12 */
  id: number;
  @ApiProperty({ enum: REPORT_STATUSES, example: 'completed' })
  status: ReportStatus;
}

/** A report that is made again and again. */
export class ReportScheduleResponse {
  /** @example 3 */
  id: number;
  @ApiProperty({ enum: REPORT_TYPES, example: 'revenue' })
  type: ReportType;
  @ApiProperty({ enum: REPORT_FORMATS, example: 'pdf' })
  format: ReportFormat;
  @ApiProperty({ enum: CADENCES, example: 'weekly' })
  cadence: Cadence;
  @ApiProperty({ type: NamedResponse, nullable: true, description: 'Null for all.' })
  cinema: NamedResponse | null;
  @ApiProperty({ type: NamedResponse, nullable: true, description: 'Null for all.' })
  distributor: NamedResponse | null;
  @ApiProperty({ type: [String], example: ['accounts@cinema.example'] })
  recipients: string[];
  /** @example 6 */
  hour: number;
  /** @example "Europe/Kyiv" */
  time_zone: string;
  /** @example true */
  enabled: boolean;
  /**
   * Null while it is not enabled.
   * @example "2026-11-23T04:00:00.000Z"
   */
  next_run_at: string | null;
  /** @example "2026-11-16T04:00:12.000Z" */
  last_run_at: string | null;
  @ApiProperty({ type: ScheduledReportResponse, nullable: true })
  last_report: ScheduledReportResponse | null;
  @ApiProperty({ type: RequesterResponse, nullable: true })
  created_by: RequesterResponse | null;
  /** @example "2026-11-02T10:00:00.000Z" */
  created_at: string;
}

export class ReportSchedulePage extends PageOf(ReportScheduleResponse) {}

/** How to list schedules. */
export class ReportScheduleListQuery extends ListQuery {
  @QueryBoolean({ description: 'Only those that are enabled, or only the others.', example: true })
  enabled?: boolean;
}
