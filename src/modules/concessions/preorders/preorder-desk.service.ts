import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { LineOrder } from '../../orders/index.js';
import type { ConcessionLine } from '../lines/order-concessions.repository.js';
import { newPickupCode } from './pickup-code.js';
import { PreorderBooksRepository } from './preorder-books.repository.js';
import { PreordersRepository } from './preorders.repository.js';
import { QueueChanges } from './queue/queue-changes.js';

/** A code of six that is taken is a rare thing; so many in a row are a fault. */
const MAX_TRIES = 20;

/** Pre-orders as what order lines become; inside the transaction of the order. */
@Injectable()
export class PreorderDesk {
  constructor(
    private readonly books: PreorderBooksRepository,
    private readonly preorders: PreordersRepository,
    private readonly queue: QueueChanges,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** One for each cinema. What a cashier sold is handed over with that. */
  async place(order: LineOrder, lines: readonly ConcessionLine[], paidAt: Date): Promise<void> {
    const cinemaIds = [...new Set(lines.map(({ cinemaId }) => cinemaId))].sort((one, other) => one - other);
    for (const cinemaId of cinemaIds) {
      const id = await this.make(order, cinemaId, paidAt);
      const own = lines.filter((line) => line.cinemaId === cinemaId);
      await this.books.addLines(
        id,
        own.map(({ lineId }) => lineId),
      );
      this.queue.announce(cinemaId);
    }
  }

  /** The pre-orders of lines that were not handed over, kept from that until the transaction ends. */
  async lockUncollected(lines: readonly ConcessionLine[]): Promise<ReadonlySet<number>> {
    const ids = lines.flatMap(({ preorderId }) => (preorderId === null ? [] : [preorderId]));
    const locked = await this.preorders.lock(ids);
    const open = locked.filter(({ status }) => status !== 'collected');
    for (const { cinemaId } of open) this.queue.announce(cinemaId);
    return new Set(open.map(({ id }) => id));
  }

  /** Ends locked pre-orders of which everything was given back. */
  closeEmpty(ids: readonly number[]): Promise<void> {
    return this.books.closeEmpty(ids);
  }

  private async make(order: LineOrder, cinemaId: number, at: Date): Promise<number> {
    const waits = this.settings.concessions.preorderTime;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const isCollected = order.sellerId !== null;
      const made = { order, cinemaId, code: newPickupCode(), at, waits, isCollected };
      const id = (await this.books.insert(made)) ?? (await this.books.idOf(order.id, cinemaId));
      if (id !== undefined) return id;
    }
    throw new Error(`No pick-up code was free for order ${order.id}.`);
  }
}
