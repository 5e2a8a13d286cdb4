import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateBy, ValidateNested } from 'class-validator';
import { decimalOf, minorUnitsOf } from '../../../platform/money/index.js';
import { DistinctNumbers, IfGiven, OneOf, TimeOfDay } from '../input-fields.js';
import {
  type Audience,
  AUDIENCES,
  HALL_TYPES,
  type HallType,
  SEAT_CATEGORIES,
  type SeatCategory,
} from '../halls/hall.js';

const FACTOR = /^\d{1,2}(\.\d{1,4})?$/;
const MOST = 1_000_000;

const asText = ({ value }: TransformFnParams): unknown => (typeof value === 'number' ? String(value) : value);

/** An amount as the decimal string that it is kept as; what is none stays as it is. */
const asAmount = ({ value }: TransformFnParams): unknown => {
  const minorUnits = minorUnitsOf(value);
  return minorUnits === undefined ? value : decimalOf(minorUnits);
};

function isPrice(value: unknown): boolean {
  const minorUnits = typeof value === 'string' ? minorUnitsOf(value) : undefined;
  return minorUnits !== undefined && (minorUnits === 0 || (minorUnits >= 50 && minorUnits <= MOST));
}

/** One line of a price list: when it holds, and either a `factor` or a `price`. What is left out is not asked for. */
export class PriceRuleDto {
  /** @example "premium" */
  @IfGiven()
  @OneOf(SEAT_CATEGORIES)
  seat_category?: SeatCategory;

  /** @example "imax" */
  @IfGiven()
  @OneOf(HALL_TYPES)
  hall_type?: HallType;

  @ApiPropertyOptional({
    type: 'integer',
    isArray: true,
    description: 'On which days, in the cinema’s time: 1 is Monday, 7 is Sunday.',
    example: [5, 6, 7],
  })
  @IfGiven()
  @DistinctNumbers({ minimum: 1, maximum: 7, most: 7 })
  weekdays?: number[];

  /**
   * For screenings that begin at this time or later, in the cinema's time.
   * @example "17:00"
   */
  @IfGiven()
  @TimeOfDay()
  from?: string;

  /**
   * For screenings that begin before this time; earlier than `from` where the span runs over midnight.
   * @example "23:00"
   */
  @IfGiven()
  @TimeOfDay()
  until?: string;

  /** @example "adult" */
  @IfGiven()
  @OneOf(AUDIENCES)
  audience?: Audience;

  @ApiPropertyOptional({
    type: String,
    description: 'Multiplies the price; from 0 to 10, at most four decimals. All rules that fit multiply.',
    example: '1.25',
  })
  @Transform(asText)
  @IfGiven()
  @ValidateBy({
    name: 'factor',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && FACTOR.test(value) && Number(value) <= 10,
      defaultMessage: () => 'must be a number from 0 to 10 with at most four decimals, such as "1.25"',
    },
  })
  factor?: string;

  @ApiPropertyOptional({
    type: String,
    description:
      'Stands in for the base price of the screening; 0 or an amount from 0.50 to 10000.00. Of the rules that fit, the last one counts.',
  })
  @Transform(asAmount)
  @IfGiven()
  @ValidateBy({
    name: 'price',
    validator: {
      validate: isPrice,
      defaultMessage: () => 'must be 0 or an amount from 0.50 to 10000.00, such as "9.00"',
    },
  })
  price?: string;
}

/** Premium seats cost a quarter more, children pay a fixed price, and Saturday evenings are dearer. */
const EXAMPLE_RULES = [
  { seat_category: 'premium', factor: '1.25' },
  { audience: 'child', price: '7.00' },
  { weekdays: [6], from: '18:00', factor: '1.1' },
];

/** The whole price list of a cinema; an empty one means that every seat costs the base price of its screening. */
export class SavePriceListDto {
  @ApiProperty({ type: [PriceRuleDto], example: EXAMPLE_RULES })
  @Type(() => PriceRuleDto)
  @ValidateNested({ each: true, message: 'must be a list of rules' })
  @ArrayMaxSize(100, { message: 'takes at most 100 rules' })
  @IsArray({ message: 'must be a list of rules' })
  rules: PriceRuleDto[];
}

/** The price list of a cinema. */
export class PriceListResponse {
  /** @example 1 */
  cinema_id: number;
  @ApiProperty({ type: [PriceRuleDto], example: EXAMPLE_RULES })
  rules: PriceRuleDto[];
  /** @example "usd" */
  currency: string;
}
