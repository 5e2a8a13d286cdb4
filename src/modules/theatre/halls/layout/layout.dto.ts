import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IfGiven, OneOf, Trimmed, WholeNumber } from '../../input-fields.js';
import { SEAT_CATEGORIES, type SeatCategory } from '../hall.js';
import { MAX_PER_ROW, MAX_ROWS } from './layout-plan.policy.js';
import { MAX_AISLE, MAX_GAP, TEXT_FORMAT } from './layout-text.policy.js';

const isFlag = { message: 'must be true or false' };

/** A seat of a layout. */
export class LayoutSeatDto {
  /**
   * Unique in its row, which need not count from left to right.
   * @example 1
   */
  @WholeNumber(1, 999)
  number: number;

  /**
   * `standard` unless it is said.
   * @example "standard"
   */
  @IfGiven()
  @OneOf(SEAT_CATEGORIES)
  category?: SeatCategory;

  @ApiPropertyOptional({ description: 'For a wheelchair.', default: false, example: false })
  @IfGiven()
  @IsBoolean(isFlag)
  accessible?: boolean;

  @ApiPropertyOptional({ description: 'Beside one for a wheelchair.', default: false, example: false })
  @IfGiven()
  @IsBoolean(isFlag)
  companion?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_GAP,
    default: 0,
    example: 0,
    description: 'How many places are left empty before it; `true` means one.',
  })
  @Transform(({ value }: TransformFnParams): unknown => (typeof value === 'boolean' ? Number(value) : value))
  @IfGiven()
  @WholeNumber(0, MAX_GAP)
  gap_before?: number;
}

/** A row of a layout, from left to right. */
export class LayoutRowDto {
  /**
   * One to four capital letters and digits, unique in the hall.
   * @example "A"
   */
  @Trimmed()
  @Matches(/^[A-Z0-9]{1,4}$/, { message: 'must be one to four capital letters and digits' })
  row: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_AISLE,
    default: 0,
    example: 0,
    description: 'How many rows are left empty before it.',
  })
  @IfGiven()
  @WholeNumber(0, MAX_AISLE)
  aisle_before?: number;

  @ApiProperty({ type: [LayoutSeatDto] })
  @Type(() => LayoutSeatDto)
  @ValidateNested({ each: true, message: 'must be a list of seats' })
  @ArrayMinSize(1, { message: 'must have at least one seat' })
  @ArrayMaxSize(MAX_PER_ROW, { message: `takes at most ${MAX_PER_ROW} seats` })
  @IsArray({ message: 'must be a list of seats' })
  seats: LayoutSeatDto[];
}

/** The whole layout of a hall: `rows`, the one next to the screen first, or the same as `text`. */
export class SaveLayoutDto {
  @ApiPropertyOptional({ type: [LayoutRowDto] })
  @IfGiven()
  @Type(() => LayoutRowDto)
  @ValidateNested({ each: true, message: 'must be a list of rows' })
  @ArrayMinSize(1, { message: 'must have at least one row' })
  @ArrayMaxSize(MAX_ROWS, { message: `takes at most ${MAX_ROWS} rows` })
  @IsArray({ message: 'must be a list of rows' })
  rows?: LayoutRowDto[];

  @ApiPropertyOptional({ description: TEXT_FORMAT, example: 'A-C: ss_ssss_ss\n\nD: s*s+_pppp_ll' })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @MaxLength(10_000, { message: 'must be text of at most 10000 characters' })
  text?: string;
}

/** A seat of a hall. */
export class LayoutSeatResponse {
  /**
   * Stays with row and number, whatever else changes.
   * @example 31
   */
  id: number;
  /** @example 1 */
  number: number;
  /**
   * `standard`, `comfort`, `premium` or `loveseat`.
   * @example "standard"
   */
  category: string;
  /** @example false */
  accessible: boolean;
  /** @example false */
  companion: boolean;
  /** @example 0 */
  gap_before: number;
}

export class LayoutRowResponse {
  /** @example "A" */
  row: string;
  /** @example 0 */
  aisle_before: number;
  @ApiProperty({ type: [LayoutSeatResponse] })
  seats: LayoutSeatResponse[];
}

/** The seats of a hall. */
export class LayoutResponse {
  /** @example 1 */
  hall_id: number;
  /** @example 180 */
  capacity: number;
  @ApiProperty({ type: [LayoutRowResponse] })
  rows: LayoutRowResponse[];
}
