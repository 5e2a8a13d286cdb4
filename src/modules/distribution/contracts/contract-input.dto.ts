import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID, ValidateBy, type ValidationArguments } from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import { MoneyField } from '../../../platform/money/index.js';
import {
  HALL_TYPES,
  type HallType,
  IfGiven,
  MAX_ID,
  OneOf,
  SCREENING_FORMATS,
  type ScreeningFormat,
  Trimmed,
  WholeNumber,
  CalendarDate,
} from '../../theatre/index.js';
import { MOST_SHARES, type ReadShares, readShares } from './weekly-shares.policy.js';

const ALL_PERCENT = 10_000;
/** Minor units. */
const MOST_MONEY = 999_999_999;

/** Shares of film weeks: hundredths of a percent afterwards. */
function WeeklyShares(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: [String],
      minItems: 1,
      maxItems: MOST_SHARES,
      description: `Percent of each film week, from 0 to 100; the last share goes on. One text with commas ("60,50,40,35") is taken as well.`,
      example: ['60.00', '50.00', '40.00', '35.00'],
    }),
    Transform(({ value }: TransformFnParams): unknown => {
      if (value === undefined) return undefined;
      const read = readShares(value);
      return 'shares' in read ? read.shares : read;
    }),
    ValidateBy({
      name: 'weeklyShares',
      validator: {
        validate: (value) => Array.isArray(value),
        defaultMessage: (about?: ValidationArguments) => {
          const read = (about?.value ?? readShares(undefined)) as ReadShares;
          return 'problem' in read ? read.problem : '';
        },
      },
    }),
  );
}

/** A new contract. */
export class CreateRentalContractDto {
  /** @example 4 */
  @WholeNumber(1, MAX_ID)
  distributor_id: number;

  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  @IsUUID('all', { message: 'must be the uuid of a film' })
  movie_uuid: string;

  /**
   * All cinemas when left out. A contract for a cinema goes before one for a type of hall or a format.
   * @example 1
   */
  @IsOptional()
  @WholeNumber(1, MAX_ID)
  cinema_id?: number | null;

  @ApiPropertyOptional({ nullable: true, description: 'All types of halls when left out.', example: 'imax' })
  @IsOptional()
  @OneOf(HALL_TYPES)
  hall_type?: HallType | null;

  @ApiPropertyOptional({ nullable: true, description: 'All formats when left out.', example: '3D' })
  @IsOptional()
  @OneOf(SCREENING_FORMATS)
  format?: ScreeningFormat | null;

  /**
   * The first day, with which the first film week begins; on the calendar of each cinema.
   * @example "2026-11-19"
   */
  @CalendarDate()
  starts_on: string;

  /**
   * The last day, at most three years later.
   * @example "2027-01-20"
   */
  @CalendarDate()
  ends_on: string;

  @WeeklyShares()
  weekly_shares: readonly number[];

  /** What the distributor gets at least for the whole term; nothing when left out. */
  @IfGiven()
  @MoneyField((value) => value <= MOST_MONEY, 'an amount up to 9999999.99', '5000.00')
  minimum_guarantee?: number;

  /**
   * Whether prices hold a tax that is taken off before the rest is shared; false when left out.
   * @example true
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  tax_included?: boolean;

  /** Only with `tax_included`, where it is needed. */
  @IfGiven()
  @MoneyField((value) => value <= ALL_PERCENT, 'a percentage from 0 to 100', '7.00')
  tax_percent?: number;

  /** What each cinema keeps of a film week before the rest is shared; nothing when left out. */
  @IfGiven()
  @MoneyField((value) => value <= MOST_MONEY, 'an amount up to 9999999.99', '250.00')
  house_costs?: number;

  /** @example "NL-2026-117" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 60)
  reference?: string | null;

  /** @example "No screenings before 17:00 in the first week." */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 2000)
  notes?: string | null;
}

/** Changes to a contract; what is left out stays as it is, and null takes away what may be missing. */
export class UpdateRentalContractDto extends PartialType(CreateRentalContractDto, {
  skipNullProperties: false,
}) {}
