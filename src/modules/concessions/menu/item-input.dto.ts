import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import { MoneyField } from '../../../platform/money/index.js';
import { IfGiven, MAX_ID, OneOf, TimeOfDay, Trimmed, WholeNumber } from '../../theatre/index.js';
import { type Allergen, ALLERGENS, ITEM_CATEGORIES, type ItemCategory } from './item.js';

/** Half a unit is the least that can be paid with (rule 19). */
const MIN_PRICE = 50;
const MAX_PRICE = 999_999;
const MAX_STOCK = 1_000_000;
const MAX_PARTS = 20;

/** A part of a combo. */
export class ComboPartDto {
  /** @example 4 */
  @WholeNumber(1, MAX_ID)
  item_id: number;

  /** @example 2 */
  @WholeNumber(1, 20)
  quantity: number;
}

/** Something new for the menu of a cinema. */
export class CreateConcessionDto {
  /** @example 1 */
  @WholeNumber(1, MAX_ID)
  cinema_id: number;

  /**
   * Once on a menu in each size, whatever its case.
   * @example "Salted popcorn"
   */
  @Trimmed()
  @TextLength(1, 120)
  name: string;

  /** @example "snack" */
  @OneOf(ITEM_CATEGORIES)
  category: ItemCategory;

  /** @example "large" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 40)
  size?: string | null;

  @ApiProperty({ enum: ALLERGENS, isArray: true, required: false, example: ['milk'] })
  @IfGiven()
  @IsArray({ message: 'must be a list of allergens' })
  @ArrayUnique({ message: 'must not name an allergen twice' })
  @IsIn(ALLERGENS, { each: true, message: `must be of ${ALLERGENS.join(', ')}` })
  allergens?: Allergen[];

  /** @example "Popped this evening, with butter." */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 1_000)
  description?: string | null;

  @MoneyField((price) => price >= MIN_PRICE && price <= MAX_PRICE, 'from 0.50 to 9999.99', '6.50')
  price: number;

  /**
   * How many there are to be promised, those that are ordered not counted. Null where nobody counts, and for combos, which
   * take the stock of their parts.
   * @example 120
   */
  @IsOptional()
  @WholeNumber(0, MAX_STOCK)
  stock?: number | null;

  /**
   * Whether it is sold at all. It is, unless you say otherwise.
   * @example true
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  available?: boolean;

  /**
   * From when on it is ordered, by the clocks of the cinema.
   * @example "11:00"
   */
  @IsOptional()
  @TimeOfDay()
  sales_from?: string | null;

  /**
   * Until when; earlier than `sales_from` where that is after midnight.
   * @example "23:30"
   */
  @IsOptional()
  @TimeOfDay()
  sales_until?: string | null;

  @ApiProperty({
    type: [ComboPartDto],
    required: false,
    nullable: true,
    description:
      'What a combo is made of: other things of the same menu, none of them a combo. For the category `combo` only.',
  })
  @IsOptional()
  @Type(() => ComboPartDto)
  @ValidateNested({ each: true, message: 'must be a list of parts' })
  @ArrayUnique((part: unknown) => (part instanceof ComboPartDto ? part.item_id : part), {
    message: 'must not name a part twice',
  })
  @ArrayMaxSize(MAX_PARTS, { message: `takes at most ${MAX_PARTS} parts` })
  @IsArray({ message: 'must be a list of parts' })
  combo_of?: ComboPartDto[] | null;
}

/** Changes to something on a menu; what is left out stays as it is. */
export class UpdateConcessionDto extends PartialType(OmitType(CreateConcessionDto, ['cinema_id']), {
  skipNullProperties: false,
}) {}
