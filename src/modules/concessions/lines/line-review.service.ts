import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { OrderLine, Revalidation } from '../../orders/index.js';
import type { ConcessionItem } from '../menu/item.js';
import { MenuRepository } from '../menu/menu.repository.js';
import { allot, type ItemRefusal } from '../stock/allotment.policy.js';
import { StockRepository } from '../stock/stock.repository.js';
import { CONCESSION_KIND, toLine } from './concession-line.js';
import { OrderConcessionsRepository } from './order-concessions.repository.js';

/** Looks at the lines of open orders again; inside the transaction of the order. */
@Injectable()
export class LineReview {
  constructor(
    private readonly menu: MenuRepository,
    private readonly stock: StockRepository,
    private readonly lines: OrderConcessionsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * What is promised stays promised, though it is sold out by now, or the hour is over. At a new price it is promised anew: a
   * combo may be made of other things by now.
   */
  async of(lines: readonly OrderLine[]): Promise<readonly Revalidation[]> {
    const found = await this.lines.find(lines.map(({ id }) => id));
    const itemIds = new Map(found.map(({ lineId, itemId }) => [lineId, itemId]));
    await this.stock.lock([...itemIds.values()]);
    const all = await this.menu.findAll([...itemIds.values()], this.clock.now());
    const items = new Map(all.map((item) => [item.id, item]));
    const itemOf = ({ id }: OrderLine): ConcessionItem | undefined => items.get(itemIds.get(id) ?? 0);
    const changed = lines.filter((line) => itemOf(line)?.isEnabled && itemOf(line)?.price !== line.price);
    const gone = await this.refusalsAnew(changed, itemOf);
    return lines.map((line): Revalidation => {
      const item = itemOf(line);
      const reason = item?.isEnabled ? gone.get(line.id) : item ? 'not-for-sale' : 'unknown-item';
      if (!item || reason !== undefined) {
        const ref = String(itemIds.get(line.id) ?? '');
        const exclusion = { kind: CONCESSION_KIND, ref, title: line.title, reason: reason ?? 'unknown-item' };
        return { line, result: 'unavailable', exclusion };
      }
      if (item.price === line.price) return { line, result: 'unchanged' };
      return { line, result: 'repriced', next: toLine(item, line.quantity) };
    });
  }

  /** Why lines cannot be had anew, if what they have themselves is put back first. */
  private async refusalsAnew(
    lines: readonly OrderLine[],
    itemOf: (line: OrderLine) => ConcessionItem | undefined,
  ): Promise<ReadonlyMap<number, ItemRefusal>> {
    if (lines.length === 0) return new Map();
    const held = await this.stock.heldBy(lines.map(({ id }) => id));
    const pairs = lines.flatMap((line) => {
      const item = itemOf(line);
      return item ? [{ line, item: putBack(item, held) }] : [];
    });
    const wishes = pairs.map(({ line, item }) => ({
      itemId: item.id,
      cinemaId: item.cinemaId,
      quantity: line.quantity,
    }));
    const { refused } = allot(wishes, new Map(pairs.map(({ item }) => [item.id, item])));
    const reasons = new Map(refused.map(({ wish, reason }) => [wish.itemId, reason]));
    return new Map(
      pairs.flatMap(({ line, item }) => {
        const reason = reasons.get(item.id);
        return reason === undefined ? [] : [[line.id, reason] as const];
      }),
    );
  }
}

/** Something as it would be without what is held of it; whoever has ordered it was there at its hours. */
function putBack(item: ConcessionItem, held: ReadonlyMap<number, number>): ConcessionItem {
  const more = (id: number, stock: number | null): number | null =>
    stock === null ? null : stock + (held.get(id) ?? 0);
  return {
    ...item,
    isOpen: true,
    stock: more(item.id, item.stock),
    parts: item.parts.map((part) => ({ ...part, stock: more(part.itemId, part.stock) })),
  };
}
