import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import { IsBoolean, IsDate, IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import {
  ListQuery,
  PageOf,
  QueryBoolean,
  QueryInteger,
  QueryText,
  QueryWord,
} from '../../../platform/lists/index.js';
import { MoneyField } from '../../../platform/money/index.js';
import {
  HALL_TYPES,
  IfGiven,
  MAX_ID,
  OneOf,
  SEAT_CATEGORIES,
  Trimmed,
  WholeNumber,
} from '../../theatre/index.js';
import { ListOf } from './list-of.js';
import { PROMO_KINDS, type PromoKind } from './promo-code.js';

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/;
const PREFIX = /^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$/;
const TIME_WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LINE_KINDS = ['movie', 'seat', 'concession'];
const ITEM_CATEGORIES = ['drink', 'snack', 'sweet', 'meal', 'combo', 'other'];
const MOST = 200;
/** Minor units; what an order comes to stays below what the database counts with. */
const MOST_MONEY = 99_999_999;

/** A time with its offset, or null. */
function Moment(): PropertyDecorator {
  return (target, property) => {
    IsOptional()(target, property);
    Transform(({ value }: TransformFnParams): unknown =>
      typeof value === 'string' && TIME_WITH_OFFSET.test(value) ? new Date(value) : value,
    )(target, property);
    IsDate({ message: 'must be a time with its offset, such as 2026-11-21T18:00:00Z' })(target, property);
  };
}

const isWord = (value: unknown): boolean =>
  typeof value === 'string' && value.trim().length > 0 && value.length <= 100;
const oneOf =
  (words: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && words.includes(value);

/** What a code holds for: each member that is given must fit, with any of its values. */
export class PromoScopeDto {
  /** @example ["movie", "seat"] */
  @ListOf(oneOf(LINE_KINDS), MOST, `words out of ${LINE_KINDS.join(', ')}`)
  kinds?: string[];

  /**
   * Films, and seats in their screenings.
   * @example ["0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11"]
   */
  @ListOf((value) => typeof value === 'string' && UUID.test(value), MOST, 'uuids of films')
  movie_uuids?: string[];

  /**
   * Names, whatever their case.
   * @example ["Drama"]
   */
  @ListOf(isWord, MOST, 'names of genres')
  genres?: string[];

  /** @example [1] */
  @ListOf(
    (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) <= MAX_ID,
    MOST,
    'ids of cinemas',
  )
  cinema_ids?: number[];

  /** @example ["imax"] */
  @ListOf(oneOf(HALL_TYPES), MOST, `words out of ${HALL_TYPES.join(', ')}`)
  hall_types?: string[];

  /** @example ["premium"] */
  @ListOf(oneOf(SEAT_CATEGORIES), MOST, `words out of ${SEAT_CATEGORIES.join(', ')}`)
  seat_categories?: string[];

  /**
   * Categories of snacks and drinks.
   * @example ["snack"]
   */
  @ListOf(oneOf(ITEM_CATEGORIES), MOST, `words out of ${ITEM_CATEGORIES.join(', ')}`)
  item_categories?: string[];
}

/** A new promo code. */
export class CreatePromoCodeDto {
  /**
   * Letters, digits, hyphens and underscores; unique, whatever its case.
   * @example "AUTUMN20"
   */
  @Trimmed()
  @Matches(CODE, {
    message: 'must be 3 to 40 letters, digits, hyphens and underscores, a letter or digit first',
  })
  code: string;

  @OneOf(PROMO_KINDS)
  @ApiProperty({ example: 'percent' })
  kind: PromoKind;

  /** Percent, at most 100; or an amount of money. */
  @MoneyField(
    (value) => value > 0 && value <= MOST_MONEY,
    'a percentage or an amount from 0.01 to 999999.99',
    '20.00',
  )
  value: number;

  @IsOptional()
  @MoneyField(
    (value) => value > 0 && value <= MOST_MONEY,
    'the most that a percentage takes off, from 0.01 to 999999.99',
    '10.00',
  )
  max_discount?: number | null;

  /** @example "2026-09-01T00:00:00Z" */
  @Moment()
  starts_at?: Date | null;

  /**
   * After `starts_at`.
   * @example "2027-12-01T00:00:00Z"
   */
  @Moment()
  ends_at?: Date | null;

  @ApiPropertyOptional({
    type: [Number],
    nullable: true,
    description: 'Days on which it can be used, in UTC; 1 is Monday. Any day when left out.',
    example: [2, 3],
  })
  @IsOptional()
  @ListOf(
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7,
    7,
    'days from 1 to 7',
  )
  weekdays?: number[] | null;

  /**
   * Whether only somebody who has not ordered before can use it.
   * @example false
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  first_order_only?: boolean;

  /** What it holds for must come to this. */
  @IsOptional()
  @MoneyField((value) => value <= MOST_MONEY, 'an amount up to 999999.99', '15.00')
  min_amount?: number | null;

  /**
   * In how many orders it can be used; any number when left out.
   * @example 100
   */
  @IsOptional()
  @WholeNumber(1, 10_000_000)
  max_uses?: number | null;

  /** @example 1 */
  @IsOptional()
  @WholeNumber(1, 10_000_000)
  max_uses_per_user?: number | null;

  /** Everything when left out. */
  @ApiPropertyOptional({ type: PromoScopeDto, nullable: true })
  @IsOptional()
  @ValidateNested({ message: 'must be an object' })
  @IsObject({ message: 'must be an object' })
  @Type(() => PromoScopeDto)
  scope?: PromoScopeDto | null;
}

/** Changes to a promo code; what is left out stays as it is. Orders that use it keep what it took off. */
export class UpdatePromoCodeDto extends PartialType(CreatePromoCodeDto, { skipNullProperties: false }) {}

/** Many codes that can be used once each. */
export class CreatePromoBatchDto extends OmitType(CreatePromoCodeDto, [
  'code',
  'max_uses',
  'max_uses_per_user',
] as const) {
  /**
   * What all of them begin with.
   * @example "GIFT-"
   */
  @Trimmed()
  @Matches(PREFIX, {
    message: 'must be 1 to 20 letters, digits, hyphens and underscores, a letter or digit first',
  })
  prefix: string;

  /** @example 500 */
  @WholeNumber(1, 10_000)
  count: number;
}

/** A batch of codes. */
export class PromoBatchResponse {
  /** @example 3 */
  id: number;
  /** @example "GIFT-" */
  prefix: string;
  /** @example 500 */
  count: number;
  /**
   * Where the codes are, as CSV.
   * @example "/promo-codes/batch/3.csv"
   */
  csv: string;
}

/** A promo code. */
export class PromoCodeResponse {
  /** @example 12 */
  id: number;
  /** @example "AUTUMN20" */
  code: string;
  @ApiProperty({ enum: PROMO_KINDS, example: 'percent' })
  kind: PromoKind;
  /** @example "20.00" */
  value: string;
  /** @example "10.00" */
  max_discount: string | null;
  /** @example "2026-09-01T00:00:00.000Z" */
  starts_at: string | null;
  /** @example "2027-12-01T00:00:00.000Z" */
  ends_at: string | null;
  @ApiProperty({ type: [Number], nullable: true, example: [2, 3] })
  weekdays: number[] | null;
  /** @example false */
  first_order_only: boolean;
  /** @example "15.00" */
  min_amount: string | null;
  /** @example 100 */
  max_uses: number | null;
  /** @example 1 */
  max_uses_per_user: number | null;
  /** What it holds for; everything where it is empty. */
  scope: PromoScopeDto;
  /**
   * How many orders use it: open ones and paid ones.
   * @example 17
   */
  uses: number;
  /**
   * The batch that it is one of.
   * @example 3
   */
  batch_id: number | null;
  /** @example "usd" */
  currency: string;
}

export class PromoCodePage extends PageOf(PromoCodeResponse) {}

/** How to list promo codes. */
export class PromoCodeListQuery extends ListQuery {
  @QueryText(40, { description: 'Only codes with this in them, whatever its case.', example: 'AUTUMN' })
  q?: string;

  @QueryWord(PROMO_KINDS, { description: 'Only codes of this kind.' })
  kind?: PromoKind;

  @QueryInteger(1, MAX_ID, { description: 'Only codes of this batch.', example: 3 })
  batch_id?: number;

  @QueryBoolean({ description: 'Only codes that can be used now, or only those that cannot.', example: true })
  active?: boolean;
}
