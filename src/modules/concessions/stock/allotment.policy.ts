import { type ConcessionItem, takenBy } from '../menu/item.js';

/** So many pieces of something, at a cinema. */
export interface ItemWish {
  readonly itemId: number;
  readonly cinemaId: number;
  readonly quantity: number;
}

/** Why something cannot be ordered, as a word for programs. */
export type ItemRefusal =
  'unknown-item' | 'not-for-sale' | 'outside-sales-hours' | 'sold-out' | 'not-enough-left';

export interface Allotment {
  readonly granted: readonly { readonly item: ConcessionItem; readonly quantity: number }[];
  readonly refused: readonly {
    readonly wish: ItemWish;
    readonly item: ConcessionItem | undefined;
    readonly reason: ItemRefusal;
  }[];
}

/**
 * Who gets what: in the order of the wishes, each as a whole or not at all. Combos and single things draw on the same stock.
 * @param menu what there is, by id
 */
export function allot(wishes: readonly ItemWish[], menu: ReadonlyMap<number, ConcessionItem>): Allotment {
  const left = new Map<number, number>();
  const granted: Allotment['granted'][number][] = [];
  const refused: Allotment['refused'][number][] = [];
  for (const wish of together(wishes)) {
    const item = menu.get(wish.itemId);
    const reason = refusalOf(item, wish, left);
    if (reason !== undefined || !item)
      refused.push({
        wish,
        item: item?.cinemaId === wish.cinemaId ? item : undefined,
        reason: reason ?? 'unknown-item',
      });
    else granted.push({ item, quantity: wish.quantity });
  }
  return { granted, refused };
}

/** Takes what is wished from what is left, unless it cannot be had. */
function refusalOf(
  item: ConcessionItem | undefined,
  { cinemaId, quantity }: ItemWish,
  left: Map<number, number>,
): ItemRefusal | undefined {
  if (item?.cinemaId !== cinemaId) return 'unknown-item';
  if (!item.isEnabled) return 'not-for-sale';
  if (!item.isOpen) return 'outside-sales-hours';
  const rests = takenBy(item).flatMap((part) => {
    if (part.stock === null) return [];
    const available = left.get(part.itemId) ?? part.stock;
    return [{ itemId: part.itemId, each: part.quantity, rest: available - part.quantity * quantity }];
  });
  if (rests.some(({ rest, each }) => rest + each * quantity < each)) return 'sold-out';
  if (rests.some(({ rest }) => rest < 0)) return 'not-enough-left';
  for (const { itemId, rest } of rests) left.set(itemId, rest);
  return undefined;
}

/** The same thing asked for twice is one wish. */
function together(wishes: readonly ItemWish[]): ItemWish[] {
  const sums = new Map<string, ItemWish>();
  for (const wish of wishes) {
    const key = `${wish.cinemaId}:${wish.itemId}`;
    sums.set(key, { ...wish, quantity: wish.quantity + (sums.get(key)?.quantity ?? 0) });
  }
  return [...sums.values()];
}
