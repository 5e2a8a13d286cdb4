import { PartialType } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import { MoneyField } from '../../../platform/money/index.js';
import { IfGiven, MAX_ID, OneOf, Trimmed, WholeNumber } from '../input-fields.js';
import { SCREENING_FORMATS, type ScreeningFormat } from './screening-facts.js';

const TIME = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;
const TIME_MESSAGE =
  'must be a time with its offset (2026-11-21T18:30:00+01:00), or in the cinema’s own time without one (2026-11-21T18:30)';

/** What all screenings of a series have in common. */
export class ScreeningFeatures {
  /** @example 3 */
  @IsInt({ message: 'must be the id of a hall' })
  @Min(1, { message: 'must be the id of a hall' })
  @Max(MAX_ID, { message: 'must be the id of a hall' })
  hall_id: number;

  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  @IsUUID('all', { message: 'must be the uuid of a film' })
  movie_uuid: string;

  @MoneyField(
    (minorUnits) => minorUnits === 0 || (minorUnits >= 50 && minorUnits <= 1_000_000),
    '0 or an amount from 0.50 to 10000.00',
    '12.00',
  )
  base_price: number;

  /**
   * What is spoken.
   * @example "en"
   */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 35)
  language?: string | null;

  /**
   * What is written below the picture; leave it out where nothing is.
   * @example "de"
   */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 35)
  subtitles?: string | null;

  /** @example "2D" */
  @IfGiven()
  @OneOf(SCREENING_FORMATS)
  format?: ScreeningFormat;

  /**
   * Minutes between the end and the next start in the hall; leave it out for what the hall needs.
   * @example 20
   */
  @IsOptional()
  @WholeNumber(0, 240)
  cleaning_minutes?: number | null;
}

/** A new screening. Its end follows from the running time of the film. */
export class CreateScreeningDto extends ScreeningFeatures {
  /**
   * With its offset, or without one on the clocks of the cinema. A local time that the clocks are put forward over is refused; one that
   * comes twice, as they are put back, needs its offset.
   * @example "2026-11-21T18:30:00+01:00"
   */
  @Matches(TIME, { message: TIME_MESSAGE })
  starts_at: string;

  /**
   * When the sale begins, written as `starts_at`; leave it out to sell from now on.
   * @example "2026-11-01T10:00"
   */
  @IsOptional()
  @Matches(TIME, { message: TIME_MESSAGE })
  sales_start?: string | null;

  /**
   * When the sale online ends, written as `starts_at`; leave it out to sell until the start.
   * @example "2026-11-21T18:15"
   */
  @IsOptional()
  @Matches(TIME, { message: TIME_MESSAGE })
  sales_end?: string | null;
}

/** Changes to a screening; what is left out stays as it is. */
export class UpdateScreeningDto extends PartialType(CreateScreeningDto, { skipNullProperties: false }) {}

/** Why a screening does not take place. */
export class CancelScreeningDto {
  /**
   * For those who had tickets; it is in the message to them.
   * @example "The projector is broken."
   */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 500)
  reason?: string | null;
}
