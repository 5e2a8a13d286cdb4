import type { Exclusion, NewLine } from '../../orders/index.js';
import { type ConcessionItem, itemInWords } from '../menu/item.js';
import type { Allotment } from '../stock/allotment.policy.js';

/** The kind of order line that stands for snacks and drinks. */
export const CONCESSION_KIND = 'concession';

/** The line for so many pieces, at today's price: "Salted popcorn, large (Harbor Street Cinema)". */
export function toLine(item: ConcessionItem, quantity: number): NewLine {
  return {
    kind: CONCESSION_KIND,
    title: `${itemInWords(item)} (${item.cinema})`,
    quantity,
    price: item.price,
    movieId: null,
    ref: String(item.id),
    facts: { cinemaId: item.cinemaId, itemCategory: item.category },
  };
}

/** Why something is not ordered. */
export function toExclusion({ wish, item, reason }: Allotment['refused'][number]): Exclusion {
  const title = item ? itemInWords(item) : `Item ${wish.itemId}`;
  return { kind: CONCESSION_KIND, ref: String(wish.itemId), title, reason };
}
