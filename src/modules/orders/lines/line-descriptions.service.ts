import { Injectable } from '@nestjs/common';
import type { LineDescription, Order } from '../order.js';
import { OrderLineKinds } from './order-line-kinds.js';

const NOTHING: ReadonlyMap<number, LineDescription> = new Map();

/** Adds to orders what each kind of thing knows of its lines: one statement for each kind, however many orders. */
@Injectable()
export class LineDescriptions {
  constructor(private readonly kinds: OrderLineKinds) {}

  async of<Kept extends Order>(orders: readonly Kept[]): Promise<Kept[]> {
    const lines = orders.flatMap((order) => order.lines);
    const found = await this.kinds.each(
      lines,
      async (seller, own) => (await seller.describe?.(own)) ?? NOTHING,
    );
    const descriptions = new Map(found.flatMap((described) => [...described]));
    return orders.map((order) => ({
      ...order,
      lines: order.lines.map((line) => {
        const description = descriptions.get(line.id);
        return description ? { ...line, description } : line;
      }),
    }));
  }

  async ofOne<Kept extends Order>(order: Kept): Promise<Kept> {
    const [described = order] = await this.of([order]);
    return described;
  }
}
