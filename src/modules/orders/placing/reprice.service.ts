import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import type { NewLine } from '../lines/order-line-kind.js';
import { OrderLineKinds } from '../lines/order-line-kinds.js';
import type { Exclusion, Order, OrderLine } from '../order.js';
import { OrderReleaseService } from '../order-release.service.js';
import { OrdersRepository } from '../orders.repository.js';
import { OrderPricing } from '../pricing/order-pricing.service.js';
import { ClaimService } from './claim.service.js';

/** How an open order looks by now. */
export interface Looked {
  readonly isChanged: boolean;
  /** How many of its lines can still be bought. */
  readonly left: number;
  /** Minor units. */
  readonly total: number;
  /** What falls out. */
  readonly excluded: readonly Exclusion[];
  /** Lines that changed, those that fall out among them. */
  readonly former: readonly OrderLine[];
  readonly gone: readonly OrderLine[];
  readonly lines: readonly NewLine[];
}

/** Prices of open orders: they never change by themselves, but the customer may agree to new ones (rule 12). */
@Injectable()
export class RepriceService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly kinds: OrderLineKinds,
    private readonly claims: ClaimService,
    private readonly pricing: OrderPricing,
    private readonly releases: OrderReleaseService,
    private readonly clock: Clock,
  ) {}

  /** Looks at every line of a locked, open order again. */
  async look(order: Order): Promise<Looked> {
    await this.pricing.reenter(order);
    const all = await this.kinds.each(order.lines, (seller, lines) => seller.revalidate(order, lines));
    const changed = all.flat().filter(({ result }) => result !== 'unchanged');
    const former = changed.map(({ line }) => line);
    const lines = changed.flatMap((found) => (found.result === 'repriced' ? [found.next] : []));
    const gone = changed.filter(({ result }) => result === 'unavailable').map(({ line }) => line);
    const kept = order.lines.filter(({ id }) => !former.some((line) => line.id === id));
    return {
      isChanged: changed.length > 0,
      left: kept.length + lines.length,
      total: changed.length === 0 ? order.total : await this.pricing.preview(order, kept, lines),
      excluded: changed.flatMap((found) => (found.result === 'unavailable' ? [found.exclusion] : [])),
      former,
      gone,
      lines,
    };
  }

  /** Puts new lines in the place of those that changed; the old ones stay as history. */
  async accept(order: Order, { former, gone, lines, excluded }: Looked): Promise<Order> {
    await this.kinds.each(gone, (seller, own) => seller.release(order, own));
    await this.orders.supersede(
      former.map(({ id }) => id),
      this.clock.now(),
    );
    await this.claims.add(order, lines);
    await this.orders.setExcluded(order.id, [...order.excluded, ...excluded]);
    await this.pricing.renew(await this.current(order.id));
    return this.current(order.id);
  }

  /**
   * Takes out of a locked, open order what cannot be bought any more. Other prices stay: nobody has agreed to new ones.
   * @returns whether anything is left
   */
  async leaveOut(order: Order): Promise<boolean> {
    const looked = await this.look(order);
    const { gone } = looked;
    const kept = order.lines.filter((line) => !gone.includes(line));
    if (kept.length === 0) return false;
    if (gone.length > 0) await this.accept(order, { ...looked, former: gone, lines: [] });
    return true;
  }

  /** Ends an order of which nothing is left. */
  giveUp(order: Order): Promise<void> {
    return this.releases.release(order, 'nothing-left', null);
  }

  private async current(id: number): Promise<Order> {
    const order = await this.orders.find(id);
    if (!order) throw new NotFoundError('order', id);
    return order;
  }
}
