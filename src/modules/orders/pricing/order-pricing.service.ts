import { Injectable } from '@nestjs/common';
import type { LineFacts, LineOrder, NewLine } from '../lines/order-line-kind.js';
import type { Order, OrderLine } from '../order.js';
import { OrdersRepository } from '../orders.repository.js';
import type { CreateOrderDto } from '../placing/create-order.dto.js';
import type { AdjustableLine, PriceAdjustment } from './price-adjustment.js';
import { PriceAdjustments } from './price-adjustments.js';
import { LEAST_DUE, type ReductionRule, sumsOf, takeOff } from './pricing.policy.js';

const AS = { discount: 'discount', tender: 'bonus' } as const;

/** What orders cost after discounts, and what of that points pay (rule 20). */
@Injectable()
export class OrderPricing {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly adjustments: PriceAdjustments,
  ) {}

  /**
   * Takes off a new order what its request asks for.
   * @param ids of the lines, in their order
   */
  async place(
    request: CreateOrderDto,
    order: LineOrder,
    ids: readonly number[],
    lines: readonly NewLine[],
  ): Promise<void> {
    const gross = lines.map(toAdjustable);
    const priced = await this.reduce(
      order,
      gross,
      (adjustment, current) => adjustment.ask(request, order, current),
      (adjustment, taken) => adjustment.take(request, order, taken),
    );
    if (priced !== gross) await this.save(order, ids, priced);
  }

  /** Locks what an open order took, before anything that is sold is locked. */
  async reenter(order: Order): Promise<void> {
    if (order.discount + order.bonus === 0) return;
    for (const adjustment of this.adjustments.all) await adjustment.reenter?.(order);
  }

  /** The total of an open order, if these were its lines. */
  async preview(order: Order, kept: readonly OrderLine[], added: readonly NewLine[]): Promise<number> {
    const facts = await this.orders.factsOf(order.id);
    const lines = [...kept.map((line) => adjustable(line, facts)), ...added.map(toAdjustable)];
    return sumsOf(await this.again(order, lines, () => Promise.resolve())).total;
  }

  /** Prices an open order anew whose lines have changed. */
  async renew(order: Order): Promise<void> {
    const facts = await this.orders.factsOf(order.id);
    const lines = order.lines.map((line) => adjustable(line, facts));
    const priced = await this.again(order, lines, (adjustment, taken) => adjustment.retake(order, taken));
    await this.save(
      order,
      order.lines.map(({ id }) => id),
      priced,
    );
  }

  private again(
    order: Order,
    lines: readonly AdjustableLine[],
    book: (adjustment: PriceAdjustment, taken: readonly number[]) => Promise<void>,
  ): Promise<readonly AdjustableLine[]> {
    if (order.discount + order.bonus === 0) return Promise.resolve(lines);
    return this.reduce(order, lines, (adjustment, current) => adjustment.askAgain(order, current), book);
  }

  /** @returns the very lines that were given where nothing was asked for */
  private async reduce(
    { sellerId }: LineOrder,
    lines: readonly AdjustableLine[],
    ask: (
      adjustment: PriceAdjustment,
      current: readonly AdjustableLine[],
    ) => Promise<readonly ReductionRule<AdjustableLine>[]>,
    book: (adjustment: PriceAdjustment, taken: readonly number[]) => Promise<void>,
  ): Promise<readonly AdjustableLine[]> {
    const least = sellerId === null ? LEAST_DUE : 0;
    let current = lines;
    for (const adjustment of this.adjustments.all) {
      const rules = await ask(adjustment, current);
      if (rules.length === 0) continue;
      const taken: number[] = [];
      for (const rule of rules) {
        const reduced = takeOff(current, rule(current), AS[adjustment.phase], least);
        taken.push(reduced.taken);
        current = reduced.lines;
      }
      await book(adjustment, taken);
    }
    return current;
  }

  private save({ id }: LineOrder, ids: readonly number[], lines: readonly AdjustableLine[]): Promise<void> {
    const reductions = lines.map(({ discount, bonus }, index) => ({ id: ids[index] ?? 0, discount, bonus }));
    return this.orders.setPrices(id, reductions, sumsOf(lines));
  }
}

function toAdjustable({ kind, price, quantity, facts = {} }: NewLine): AdjustableLine {
  return { kind, price, quantity, discount: 0, bonus: 0, facts };
}

function adjustable(line: OrderLine, facts: ReadonlyMap<number, LineFacts>): AdjustableLine {
  const { id, kind, price, quantity } = line;
  return { kind, price, quantity, discount: 0, bonus: 0, facts: facts.get(id) ?? {} };
}
