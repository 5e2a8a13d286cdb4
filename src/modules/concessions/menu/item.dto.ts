import { ApiProperty } from '@nestjs/swagger';
import {
  ListQuery,
  PageOf,
  QueryAnyWord,
  QueryBoolean,
  QueryIntegers,
  QueryText,
} from '../../../platform/lists/index.js';
import { MAX_ID } from '../../theatre/index.js';
import { type Allergen, ALLERGENS, ITEM_CATEGORIES, type ItemCategory } from './item.js';

/** Where a picture leads, in three widths. */
export class ItemPicture {
  /** @example "/media/concessions/3f/3fa85f6457174562b3fc2c963f66afa6-w160.webp" */
  w160: string;
  /** @example "/media/concessions/3f/3fa85f6457174562b3fc2c963f66afa6-w320.webp" */
  w320: string;
  /** @example "/media/concessions/3f/3fa85f6457174562b3fc2c963f66afa6-w640.webp" */
  w640: string;
}

/** A part of a combo. */
export class ComboPartResponse {
  /** @example 4 */
  item_id: number;
  /** @example "Cola" */
  name: string;
  @ApiProperty({ type: String, nullable: true, example: 'large' })
  size: string | null;
  /** @example 2 */
  quantity: number;
}

/** Something on the menu of a cinema. */
export class ConcessionResponse {
  /** @example 4 */
  id: number;
  /** @example 1 */
  cinema_id: number;
  /** @example "Salted popcorn" */
  name: string;
  @ApiProperty({ enum: ITEM_CATEGORIES, example: 'snack' })
  category: ItemCategory;
  @ApiProperty({ type: String, nullable: true, example: 'large' })
  size: string | null;
  @ApiProperty({
    enum: ALLERGENS,
    isArray: true,
    description: 'What has to be declared; of a combo also what its parts have.',
    example: ['milk'],
  })
  allergens: Allergen[];
  @ApiProperty({ type: String, nullable: true, example: 'Popped this evening, with butter.' })
  description: string | null;
  /** @example "6.50" */
  price: string;
  /** @example "usd" */
  currency: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many can be ordered, of a combo as many as its parts allow; null where nobody counts.',
    example: 120,
  })
  stock: number | null;
  /**
   * Whether it can be ordered now: sold at all, at this time of day, and not sold out.
   * @example true
   */
  available: boolean;
  /**
   * Whether it is sold at all, as `available` was set by moderators.
   * @example true
   */
  enabled: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'From when on it is ordered, by the clocks of the cinema.',
    example: '11:00',
  })
  sales_from: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Until when; earlier than `sales_from` where that is after midnight.',
    example: '23:30',
  })
  sales_until: string | null;
  @ApiProperty({ type: ItemPicture, nullable: true })
  picture: ItemPicture | null;
  /** What a combo is made of. */
  combo_of?: ComboPartResponse[];
}

export class ConcessionPage extends PageOf(ConcessionResponse) {}

/** How to list menus. */
export class ConcessionListQuery extends ListQuery {
  @QueryIntegers(1, MAX_ID, { description: 'Only of this cinema; several mean any of them.', example: [1] })
  cinema_id?: number[];

  @QueryAnyWord(ITEM_CATEGORIES, { description: 'Only of this category; several mean any of them.' })
  category?: ItemCategory[];

  @QueryBoolean({ description: 'Only what can be ordered now, or only what cannot.' })
  available?: boolean;

  @QueryText(120, {
    description: 'Only those with this in their name or description.',
    example: 'popcorn',
  })
  q?: string;
}
