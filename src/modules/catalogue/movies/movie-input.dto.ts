import { PartialType } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { DecimalNumber, EachTextLength, TextLength } from '../../../platform/http/index.js';
import { QueryBoolean } from '../../../platform/lists/index.js';
import { MoneyField } from '../../../platform/money/index.js';
import { FoldedName } from '../folded-name.js';
import { MAX_TERM_NAME } from '../terms/term-kind.js';

const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value));
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
const TIME_WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Names of genres, stars or directors: trimmed; the same name twice counts once. */
function TermNames(most: number): PropertyDecorator {
  return (target, property) => {
    IfGiven()(target, property);
    Transform(({ value }: TransformFnParams): unknown =>
      Array.isArray(value) ? withoutRepeats(value) : value,
    )(target, property);
    IsArray({ message: 'must be a list of names' })(target, property);
    FoldedName('term')(target, property);
    ArrayMaxSize(most, { message: `takes at most ${most} names` })(target, property);
    EachTextLength(1, MAX_TERM_NAME)(target, property);
  };
}

function withoutRepeats(values: readonly unknown[]): unknown[] {
  const kept = new Map<unknown, unknown>();
  for (const value of values) {
    const name = typeof value === 'string' ? value.trim() : value;
    const key = typeof name === 'string' ? name.toLowerCase() : name;
    if (!kept.has(key)) kept.set(key, name);
  }
  return [...kept.values()];
}

/** A moment with its offset, or null. */
function Moment(): PropertyDecorator {
  return (target, property) => {
    IsOptional()(target, property);
    Transform(({ value }: TransformFnParams): unknown =>
      typeof value === 'string' && TIME_WITH_OFFSET.test(value) ? new Date(value) : value,
    )(target, property);
    IsDate({ message: 'must be a time with its offset, such as 2026-11-21T18:00:00Z' })(target, property);
  };
}

/** A new film. Genres, stars, directors and the certification are named; names that are new are added. */
export class CreateMovieDto {
  /** @example "Heat" */
  @Trimmed()
  @TextLength(1, 250)
  @FoldedName('title')
  name: string;

  /** @example 1995 */
  @IsInt({ message: 'must be a whole number from 1870 to 2100' })
  @Min(1870, { message: 'must be a whole number from 1870 to 2100' })
  @Max(2100, { message: 'must be a whole number from 1870 to 2100' })
  year: number;

  /**
   * Running time in minutes.
   * @example 170
   */
  @IsInt({ message: 'must be a whole number of minutes from 1 to 1500' })
  @Min(1, { message: 'must be a whole number of minutes from 1 to 1500' })
  @Max(1500, { message: 'must be a whole number of minutes from 1 to 1500' })
  time: number;

  /**
   * The rating on IMDb, one decimal.
   * @example 8.3
   */
  @DecimalNumber(0, 10, 1)
  imdb: number;

  /**
   * How many votes the rating on IMDb has.
   * @example 721000
   */
  @IsInt({ message: 'must be a whole number from 0 to 2000000000' })
  @Min(0, { message: 'must be a whole number from 0 to 2000000000' })
  @Max(2_000_000_000, { message: 'must be a whole number from 0 to 2000000000' })
  votes: number;

  /**
   * The score on Metacritic.
   * @example 76
   */
  @IsOptional()
  @DecimalNumber(0, 100, 1)
  meta_score?: number | null;

  /**
   * Box office in dollars.
   * @example 67436818
   */
  @IsOptional()
  @DecimalNumber(0, 100_000_000_000, 2)
  gross?: number | null;

  /** @example "A master thief and the detective who hunts him find that they have more in common than either would like." */
  @Trimmed()
  @TextLength(1, 10_000)
  description: string;

  @MoneyField(
    (minorUnits) => minorUnits === 0 || (minorUnits >= 50 && minorUnits <= 1_000_000),
    '0 or an amount from 0.50 to 10000.00',
    '9.99',
  )
  price: number;

  /** @example "R" */
  @Trimmed()
  @TextLength(1, MAX_TERM_NAME)
  @FoldedName('term')
  certification: string;

  /**
   * From what age on the film may be bought online. Leave it out where anybody may.
   * @example 17
   */
  @IsOptional()
  @IsInt({ message: 'must be a whole number of years from 0 to 21' })
  @Min(0, { message: 'must be a whole number of years from 0 to 21' })
  @Max(21, { message: 'must be a whole number of years from 0 to 21' })
  min_age?: number | null;

  /** @example ["Crime", "Drama"] */
  @TermNames(20)
  genres?: string[];

  /**
   * In order of billing.
   * @example ["Al Pacino", "Robert De Niro"]
   */
  @TermNames(100)
  stars?: string[];

  /** @example ["Michael Mann"] */
  @TermNames(20)
  directors?: string[];

  /**
   * Takes the film out of the shop. Who owns it keeps it.
   * @example false
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  withdrawn?: boolean;

  /**
   * When the sale begins.
   * @example "2026-12-01T00:00:00Z"
   */
  @Moment()
  sale_from?: Date | null;

  /**
   * When the sale ends; after `sale_from`.
   * @example "2027-12-01T00:00:00Z"
   */
  @Moment()
  sale_until?: Date | null;

  /**
   * The countries that the film is sold in (ISO 3166, two letters). Leave it out for all.
   * @example ["DE", "UA"]
   */
  @IsOptional()
  @IsArray({ message: 'must be a list of country codes' })
  @ArrayMaxSize(250, { message: 'takes at most 250 countries' })
  @ValidateBy({
    name: 'notEmpty',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.length > 0,
      defaultMessage: () => 'must name at least one country; leave it out for all',
    },
  })
  @IsISO31661Alpha2({ each: true, message: 'takes two-letter codes of ISO 3166, such as UA' })
  @Matches(/^[A-Z]{2}$/, { each: true, message: 'takes two-letter codes in capitals, such as UA' })
  countries?: string[] | null;
}

/** Changes to a film; what is left out stays as it is. Lists replace the former ones. */
export class UpdateMovieDto extends PartialType(CreateMovieDto, { skipNullProperties: false }) {}

export class DeleteMovieQuery {
  @QueryBoolean({ description: 'Also delete a film that lies in carts.', example: true })
  force?: boolean;
}
