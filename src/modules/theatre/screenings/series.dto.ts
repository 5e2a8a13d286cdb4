import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, Matches } from 'class-validator';
import { CalendarDate, DistinctNumbers, IfGiven } from '../input-fields.js';
import { ScreeningFeatures } from './screening-input.dto.js';

const MAX_TIMES = 24;
const MAX_EXCEPTIONS = 400;

/** Screenings of a film that repeat by the week. */
export class CreateSeriesDto extends ScreeningFeatures {
  @ApiProperty({
    type: 'integer',
    isArray: true,
    minimum: 1,
    maximum: 7,
    description: 'Days of the week: 1 is Monday.',
    example: [5, 6],
  })
  @DistinctNumbers({ minimum: 1, maximum: 7, most: 7 })
  weekdays: number[];

  /**
   * Starts on each of these days, on the clocks of the cinema.
   * @example ["18:00", "21:00"]
   */
  @IsArray({ message: 'must be a list of times such as 18:00' })
  @ArrayMinSize(1, { message: 'must name at least one time' })
  @ArrayMaxSize(MAX_TIMES, { message: `takes at most ${MAX_TIMES} times` })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { each: true, message: 'must be a list of times such as 18:00' })
  times: string[];

  /**
   * The first date, on the calendar of the cinema.
   * @example "2026-11-20"
   */
  @CalendarDate()
  from: string;

  /**
   * The last date.
   * @example "2026-12-17"
   */
  @CalendarDate()
  until: string;

  /**
   * Dates that are left out.
   * @example ["2026-12-04"]
   */
  @IsOptional()
  @IsArray({ message: 'must be a list of dates such as 2026-11-21' })
  @ArrayMaxSize(MAX_EXCEPTIONS, { message: `takes at most ${MAX_EXCEPTIONS} dates` })
  @CalendarDate({ each: true })
  except?: string[] | null;

  /**
   * Shows what would be added and what it would meet, and adds nothing.
   * @example true
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  dry_run?: boolean;
}

/** Something that a screening would meet in its hall. */
export class ClashResponse {
  /**
   * Null for another screening of the same series.
   * @example 17
   */
  screening_id: number | null;
  /** @example "Heat" */
  movie: string;
  /** @example "2026-11-21T18:30:00+01:00" */
  starts_at: string;
  /** @example "2026-11-21T21:35:00+01:00" */
  occupied_until: string;
}

/** A screening of a series. */
export class SeriesScreening {
  /**
   * Null while it has not been added.
   * @example 18
   */
  id: number | null;
  /**
   * Null where the local time does not exist, or comes twice.
   * @example "2026-11-21T17:30:00.000Z"
   */
  starts_at: string | null;
  /** @example "2026-11-21T20:20:00.000Z" */
  ends_at: string | null;
  /** @example "2026-11-21T20:35:00.000Z" */
  occupied_until: string | null;
  /** @example "2026-11-21T18:30:00+01:00" */
  local_start: string;
  /** What it would meet in the hall. */
  clashes: ClashResponse[];
  /**
   * Where it would meet something: from when on the hall is free for long enough, on the clocks of the cinema.
   * @example "2026-11-22T22:10:00+01:00"
   */
  next_free_start: string | null;
  /**
   * Why it cannot be added, apart from clashes.
   * @example "2026-03-29 at 02:30 does not exist on the clocks of the cinema."
   */
  problem: string | null;
}

/** A series, or what it would be. */
export class SeriesResponse {
  /**
   * Null after a dry run.
   * @example 4
   */
  id: number | null;
  /** @example false */
  dry_run: boolean;
  /**
   * Whether it was, or could be, added as it is.
   * @example true
   */
  possible: boolean;
  /** The earliest first. */
  screenings: SeriesScreening[];
}
