/** What things on the menu are. A combo is several of them at a price of its own. */
export const ITEM_CATEGORIES = ['drink', 'snack', 'sweet', 'meal', 'combo', 'other'] as const;

export type ItemCategory = (typeof ITEM_CATEGORIES)[number];

export const COMBO: ItemCategory = 'combo';

/** What has to be declared, by the law of the European Union. */
export const ALLERGENS = [
  'celery',
  'crustaceans',
  'eggs',
  'fish',
  'gluten',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'nuts',
  'peanuts',
  'sesame',
  'soy',
  'sulphites',
] as const;

export type Allergen = (typeof ALLERGENS)[number];

/** Of what a combo takes how many. */
export interface PartWish {
  readonly itemId: number;
  readonly quantity: number;
}

/** What editors say of a thing on the menu. Amounts in minor units. */
export interface ItemContent {
  readonly cinemaId: number;
  readonly name: string;
  readonly category: ItemCategory;
  readonly size: string | null;
  readonly allergens: readonly Allergen[];
  readonly description: string | null;
  readonly price: number;
  /** What is left to promise; null where nobody counts, and for combos, which take their parts' stock. */
  readonly stock: number | null;
  readonly isEnabled: boolean;
  /** Times of day of the cinema, "HH:MM"; null where it is sold from the beginning, or to the end, of the day. */
  readonly salesFrom: string | null;
  readonly salesUntil: string | null;
  readonly parts: readonly PartWish[];
}

/** A part of a combo, with what decides whether it can be had. */
export interface ItemPart extends PartWish {
  readonly name: string;
  readonly size: string | null;
  readonly stock: number | null;
  readonly allergens: readonly Allergen[];
}

/** A thing on the menu of a cinema, at a moment. */
export interface ConcessionItem extends ItemContent {
  readonly id: number;
  readonly cinema: string;
  readonly parts: readonly ItemPart[];
  /** How many can be ordered, a combo's by its parts; null where nobody counts. */
  readonly left: number | null;
  /** Whether the moment is one at which it is sold. */
  readonly isOpen: boolean;
  readonly picture: string | null;
  /** Rises with every edit; what is sold does not count. */
  readonly version: number;
}

/** What people call it: "Salted popcorn, large". */
export function itemInWords({ name, size }: Pick<ItemContent, 'name' | 'size'>): string {
  return size === null ? name : `${name}, ${size}`;
}

/** What one piece takes from the stock: itself, or its parts. */
export function takenBy(item: Pick<ConcessionItem, 'id' | 'stock' | 'category' | 'parts'>): readonly {
  readonly itemId: number;
  readonly quantity: number;
  readonly stock: number | null;
}[] {
  return item.category === COMBO ? item.parts : [{ itemId: item.id, quantity: 1, stock: item.stock }];
}
