import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../../../platform/discovery/index.js';
import type { OrderLine } from '../order.js';
import { type OrderLineKind, sellsOrderLines } from './order-line-kind.js';

/** Everything that is sold. */
@Injectable()
export class OrderLineKinds implements OnModuleInit {
  private kinds: ReadonlyMap<string, OrderLineKind> = new Map();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error when a kind is sold by two providers */
  onModuleInit(): void {
    const all = [...discover(this.discovery, sellsOrderLines).keys()] as OrderLineKind[];
    const kinds = new Map(all.map((seller) => [seller.kind, seller]));
    if (kinds.size < all.length) throw new Error('A kind of order line is sold by two providers.');
    this.kinds = kinds;
  }

  /** In the order in which their rows are locked: by name. */
  get all(): readonly OrderLineKind[] {
    return [...this.kinds.values()].sort((one, other) => one.kind.localeCompare(other.kind));
  }

  /**
   * Does something with the lines of each kind, one kind after the other.
   * @throws Error for a line that nobody sells
   */
  async each<Result>(
    lines: readonly OrderLine[],
    work: (seller: OrderLineKind, lines: readonly OrderLine[]) => Promise<Result>,
  ): Promise<Result[]> {
    const unknown = lines.find(({ kind }) => !this.kinds.has(kind));
    if (unknown) throw new Error(`Nobody sells order lines of the kind "${unknown.kind}".`);
    const results: Result[] = [];
    for (const seller of this.all) {
      const own = lines.filter(({ kind }) => kind === seller.kind);
      if (own.length > 0) results.push(await work(seller, own));
    }
    return results;
  }
}
