import { Injectable } from '@nestjs/common';
import type { LineOrder, NewLine } from '../lines/order-line-kind.js';
import { OrderLineKinds } from '../lines/order-line-kinds.js';
import { OrdersRepository } from '../orders.repository.js';

/** Adds lines to orders, and takes what they stand for. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly kinds: OrderLineKinds,
  ) {}

  /** @returns the ids of the new lines, in their order */
  async add(order: LineOrder, lines: readonly NewLine[]): Promise<readonly number[]> {
    const ids = await this.orders.insertLines(order.id, lines);
    for (const seller of this.kinds.all) {
      const own = lines.flatMap((line, index) =>
        line.kind === seller.kind ? [[ids[index] ?? 0, line.ref] as const] : [],
      );
      if (own.length > 0) await seller.claim(order, new Map(own));
    }
    return ids;
  }
}
