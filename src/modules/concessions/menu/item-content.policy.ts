import type { FieldError } from '../../../platform/errors/index.js';
import type { CreateConcessionDto, UpdateConcessionDto } from './item-input.dto.js';
import { COMBO, type ItemContent } from './item.js';

/** What something is that nothing was said of but what has to be. */
export function newContent({ cinema_id, name, category, price }: CreateConcessionDto): ItemContent {
  return {
    cinemaId: cinema_id,
    name,
    category,
    price,
    size: null,
    allergens: [],
    description: null,
    stock: null,
    isEnabled: true,
    salesFrom: null,
    salesUntil: null,
    parts: [],
  };
}

/** What something is with changes. */
export function applied(content: ItemContent, dto: UpdateConcessionDto): ItemContent {
  const parts = dto.combo_of?.map(({ item_id, quantity }) => ({ itemId: item_id, quantity })) ?? [];
  return {
    cinemaId: content.cinemaId,
    name: dto.name ?? content.name,
    category: dto.category ?? content.category,
    size: dto.size === undefined ? content.size : dto.size,
    allergens: dto.allergens ? [...dto.allergens].sort() : content.allergens,
    description: dto.description === undefined ? content.description : dto.description,
    price: dto.price ?? content.price,
    stock: dto.stock === undefined ? content.stock : dto.stock,
    isEnabled: dto.available ?? content.isEnabled,
    salesFrom: dto.sales_from === undefined ? content.salesFrom : dto.sales_from,
    salesUntil: dto.sales_until === undefined ? content.salesUntil : dto.sales_until,
    parts:
      dto.combo_of === undefined
        ? content.parts.map(({ itemId, quantity }) => ({ itemId, quantity }))
        : parts.sort((one, other) => one.itemId - other.itemId),
  };
}

/** What does not go together. */
export function contradictions({ category, parts, stock, salesFrom, salesUntil }: ItemContent): FieldError[] {
  const errors: FieldError[] = [];
  if (category === COMBO && parts.length === 0)
    errors.push({ field: 'combo_of', message: 'must say what the combo is made of' });
  if (category !== COMBO && parts.length > 0)
    errors.push({ field: 'combo_of', message: 'is for the category combo only' });
  if (category === COMBO && stock !== null)
    errors.push({ field: 'stock', message: 'must be null for a combo: it takes the stock of its parts' });
  if (salesFrom !== null && salesFrom === salesUntil)
    errors.push({ field: 'sales_until', message: 'must be another time than sales_from' });
  return errors;
}
