import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { DecimalNumber, TextLength } from '../../../platform/http/index.js';
import { ListQuery, PageOf, QueryText } from '../../../platform/lists/index.js';
import { TimeOfDay, Trimmed, WholeNumber } from '../input-fields.js';
import { IsTimeZone } from './time-zone.js';

/** When a cinema is open on one day of the week; a day may have several, one that has none is closed. */
export class OpeningHoursDto {
  /**
   * 1 is Monday, 7 is Sunday.
   * @example 5
   */
  @WholeNumber(1, 7)
  weekday: number;

  /** @example "11:00" */
  @TimeOfDay()
  opens: string;

  /**
   * Not after `opens` where it closes after midnight.
   * @example "00:30"
   */
  @TimeOfDay()
  closes: string;
}

/** A cinema. */
export class CinemaResponse {
  /** @example 1 */
  id: number;
  /** @example "Cinema on the Square" */
  name: string;
  /** @example "Sofiivska Square 3, Kyiv" */
  address: string;
  /**
   * IANA; the days and times of the programme are those of this zone.
   * @example "Europe/Kyiv"
   */
  time_zone: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Degrees north.', example: 50.4534 })
  latitude: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Degrees east.', example: 30.5164 })
  longitude: number | null;
  @ApiProperty({ type: [OpeningHoursDto], nullable: true, description: 'Null where nobody has said.' })
  opening_hours: OpeningHoursDto[] | null;
}

export class CinemaPage extends PageOf(CinemaResponse) {}

/** A new cinema. */
export class CreateCinemaDto {
  /**
   * Unique, whatever its case.
   * @example "Cinema on the Square"
   */
  @Trimmed()
  @TextLength(1, 120)
  name: string;

  /** @example "Sofiivska Square 3, Kyiv" */
  @Trimmed()
  @TextLength(1, 300)
  address: string;

  /**
   * The name of an IANA time zone. It cannot change while screenings are coming.
   * @example "Europe/Kyiv"
   */
  @IsTimeZone()
  time_zone: string;

  /**
   * Degrees north; with `longitude` or not at all.
   * @example 50.4534
   */
  @IsOptional()
  @DecimalNumber(-90, 90, 6)
  latitude?: number | null;

  /**
   * Degrees east.
   * @example 30.5164
   */
  @IsOptional()
  @DecimalNumber(-180, 180, 6)
  longitude?: number | null;

  @ApiPropertyOptional({ type: [OpeningHoursDto], nullable: true })
  @IsOptional()
  @Type(() => OpeningHoursDto)
  @ValidateNested({ each: true, message: 'must be a list of opening hours' })
  @ArrayMaxSize(21, { message: 'takes at most 21 entries' })
  @IsArray({ message: 'must be a list of opening hours' })
  opening_hours?: OpeningHoursDto[] | null;
}

/** Changes to a cinema; what is left out stays as it is. */
export class UpdateCinemaDto extends PartialType(CreateCinemaDto, { skipNullProperties: false }) {}

/** How to list cinemas. */
export class CinemaListQuery extends ListQuery {
  @QueryText(120, { description: 'Only those with this in their name or address.', example: 'Kyiv' })
  q?: string;
}
