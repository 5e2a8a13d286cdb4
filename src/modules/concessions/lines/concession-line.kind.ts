import { Clock } from '../../../platform/clock/index.js';
import {
  type CreateOrderDto,
  type LineDescription,
  type LineOrder,
  type OrderLine,
  type OrderLineKind,
  type Prepared,
  type Refusal,
  type Revalidation,
  type Revocation,
  SellsOrderLines,
} from '../../orders/index.js';
import { MenuRepository } from '../menu/menu.repository.js';
import { PreorderDesk } from '../preorders/preorder-desk.service.js';
import { StockRepository } from '../stock/stock.repository.js';
import { CONCESSION_KIND } from './concession-line.js';
import { LineReview } from './line-review.service.js';
import { OrderConcessionsRepository } from './order-concessions.repository.js';
import { WishedLines } from './wished-lines.service.js';

/**
 * Snacks and drinks as order lines: they come from the menu, take of its stock, and become pre-orders. What is done with them
 * is done in one order: pre-orders, stock.
 */
@SellsOrderLines()
export class ConcessionLineKind implements OrderLineKind {
  readonly kind = CONCESSION_KIND;
  readonly requestFields = ['concessions'] as const;

  constructor(
    private readonly wished: WishedLines,
    private readonly reviewed: LineReview,
    private readonly menu: MenuRepository,
    private readonly stock: StockRepository,
    private readonly lines: OrderConcessionsRepository,
    private readonly preorders: PreorderDesk,
    private readonly clock: Clock,
  ) {}

  async prepare({ concessions }: CreateOrderDto): Promise<Prepared> {
    return concessions ? this.wished.of(concessions) : { lines: [], excluded: [] };
  }

  /** What lines had that were repriced is put back first: the new ones take it. */
  async claim({ id }: LineOrder, refs: ReadonlyMap<number, string>): Promise<void> {
    const former = await this.lines.supersededOf(id);
    if (former.length > 0) await this.stock.giveBack(former);
    await this.stock.claim(new Map([...refs].map(([lineId, ref]) => [lineId, Number(ref)])));
  }

  revalidate(_: LineOrder, lines: readonly OrderLine[]): Promise<readonly Revalidation[]> {
    return this.reviewed.of(lines);
  }

  /** Everything again that is still on the menu, or nothing. */
  async reclaim(_: LineOrder, lines: readonly OrderLine[]): Promise<boolean> {
    const ids = lines.map(({ id }) => id);
    const wanted = new Set((await this.lines.find(ids)).map(({ itemId }) => itemId));
    const found = await this.menu.findAll([...wanted], this.clock.now());
    return found.length === wanted.size && this.stock.takeAgain(ids);
  }

  async fulfil(order: LineOrder, lines: readonly OrderLine[], paidAt: Date): Promise<void> {
    await this.preorders.place(order, await this.lines.find(lines.map(({ id }) => id)), paidAt);
  }

  async release(_: LineOrder, lines: readonly OrderLine[]): Promise<void> {
    await this.stock.giveBack(lines.map(({ id }) => id));
  }

  /** What was picked up is not put back; whoever goes beyond the policy gives the money all the same. */
  async revoke(
    _: LineOrder,
    lines: readonly OrderLine[],
    { at, outsidePolicy }: Revocation,
  ): Promise<readonly Refusal[]> {
    const own = await this.lines.find(lines.map(({ id }) => id));
    const open = await this.preorders.lockUncollected(own);
    const waiting = own.filter(({ preorderId }) => preorderId !== null && open.has(preorderId));
    if (!outsidePolicy && waiting.length < own.length) {
      const collected = own.filter((line) => !waiting.includes(line));
      return collected.map(({ lineId }) => ({ lineId, reason: 'it was picked up' }));
    }
    await this.stock.giveBack(waiting.map(({ lineId }) => lineId));
    await this.lines.revoke(
      own.map(({ lineId }) => lineId),
      at,
    );
    await this.preorders.closeEmpty([...open]);
    return [];
  }

  describe(lines: readonly OrderLine[]): Promise<ReadonlyMap<number, LineDescription>> {
    return this.lines.describe(lines.map(({ id }) => id));
  }
}
