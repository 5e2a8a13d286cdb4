import { ApiProperty } from '@nestjs/swagger';
import { MoviePoster } from '../../catalogue/index.js';
import { HALL_TYPES, type HallType } from '../halls/hall.js';
import {
  SCREENING_FORMATS,
  SCREENING_STATUSES,
  type ScreeningFormat,
  type ScreeningStatus,
} from './screening-facts.js';

/** The cinema of a screening. */
export class ScreeningCinema {
  /** @example 1 */
  id: number;
  /** @example "Lichtspielhaus" */
  name: string;
  /** @example "Kastanienallee 7, 10435 Berlin" */
  address: string;
  /**
   * IANA.
   * @example "Europe/Berlin"
   */
  time_zone: string;
}

/** The hall of a screening. */
export class ScreeningHall {
  /** @example 3 */
  id: number;
  /** @example 1 */
  cinema_id: number;
  /** @example "Saal 1" */
  name: string;
  @ApiProperty({ enum: HALL_TYPES, example: 'imax' })
  type: HallType;
  /** @example 182 */
  capacity: number;
}

/** The film of a screening. */
export class ScreeningMovie {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /** @example 1995 */
  year: number;
  /**
   * Running time in minutes.
   * @example 170
   */
  time: number;
  /** @example "R" */
  certification: string;
  /** @example 17 */
  min_age: number | null;
  poster: MoviePoster | null;
}

/** A screening. */
export class ScreeningResponse {
  /** @example 17 */
  id: number;
  @ApiProperty({ enum: SCREENING_STATUSES, example: 'scheduled' })
  status: ScreeningStatus;
  /** @example "2026-11-21T17:30:00.000Z" */
  starts_at: string;
  /**
   * When trailers and film are over.
   * @example "2026-11-21T20:20:00.000Z"
   */
  ends_at: string;
  /**
   * When the hall is clean again.
   * @example "2026-11-21T20:35:00.000Z"
   */
  occupied_until: string;
  /**
   * The start on the clocks of the cinema.
   * @example "2026-11-21T18:30:00+01:00"
   */
  local_start: string;
  /**
   * The day of the start, in the time zone of the cinema.
   * @example "2026-11-21"
   */
  local_date: string;
  /** @example 1 */
  cinema_id: number;
  /** @example 3 */
  hall_id: number;
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  movie_uuid: string;
  /**
   * What a seat costs before the price list of the cinema.
   * @example "12.00"
   */
  base_price: string;
  /** @example "usd" */
  currency: string;
  /** @example "en" */
  language: string | null;
  /** @example "de" */
  subtitles: string | null;
  @ApiProperty({ enum: SCREENING_FORMATS, example: '2D' })
  format: ScreeningFormat;
  /**
   * Minutes between the end and the next start in the hall.
   * @example 15
   */
  cleaning_minutes: number;
  /**
   * When the sale begins; null where it has begun with the programme.
   * @example "2026-11-01T09:00:00.000Z"
   */
  sales_start: string | null;
  /**
   * When the sale online ends; null where it ends with the start.
   * @example "2026-11-21T17:15:00.000Z"
   */
  sales_end: string | null;
  /**
   * Whether seats are sold online at this moment, as far as there are any.
   * @example true
   */
  on_sale: boolean;
  /** @example 120 */
  free_seats: number;
  /** @example 7 */
  series_id: number | null;
  /** @example "2026-11-21T09:30:00.000Z" */
  canceled_at: string | null;
  /** @example "The projector is broken." */
  cancel_reason: string | null;
  cinema: ScreeningCinema;
  hall: ScreeningHall;
  movie: ScreeningMovie;
}
