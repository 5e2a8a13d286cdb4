import { contentEtag, etagOf } from '../../../platform/http/index.js';
import { decimalOf } from '../../../platform/money/index.js';
import type { ConcessionResponse } from './item.dto.js';
import { pictureUrls } from './item-pictures.js';
import { COMBO, type ConcessionItem, type ItemContent } from './item.js';

/** Something on the menu, as everybody sees it. */
export function toConcessionResponse(item: ConcessionItem, currency: string): ConcessionResponse {
  return {
    id: item.id,
    cinema_id: item.cinemaId,
    name: item.name,
    category: item.category,
    size: item.size,
    allergens: [...new Set([item, ...item.parts].flatMap(({ allergens }) => allergens))].sort(),
    description: item.description,
    price: decimalOf(item.price),
    currency,
    stock: item.left,
    available: item.isEnabled && item.isOpen && item.left !== 0,
    enabled: item.isEnabled,
    sales_from: item.salesFrom,
    sales_until: item.salesUntil,
    picture: pictureUrls(item.picture),
    ...(item.category === COMBO
      ? {
          combo_of: item.parts.map(({ itemId, name, size, quantity }) => ({
            item_id: itemId,
            name,
            size,
            quantity,
          })),
        }
      : {}),
  };
}

/** What editors say of it, by the names that they use. */
export function itemFacts(item: ItemContent): Record<string, unknown> {
  return {
    cinema_id: item.cinemaId,
    name: item.name,
    category: item.category,
    size: item.size,
    allergens: [...item.allergens],
    description: item.description,
    price: decimalOf(item.price),
    stock: item.stock,
    available: item.isEnabled,
    sales_from: item.salesFrom,
    sales_until: item.salesUntil,
    combo_of: item.parts.map(({ itemId, quantity }) => ({ item_id: itemId, quantity })),
  };
}

/** Edits make it stale, sales do not. */
export function itemEtag({ version }: ConcessionItem, response: ConcessionResponse): string {
  return contentEtag(String(version), etagOf(JSON.stringify(response)).slice(1, 13));
}
