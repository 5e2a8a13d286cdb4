import { Clock } from '../../platform/clock/index.js';
import { Transaction } from '../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../platform/jobs/index.js';
import { OrderReleaseService } from './order-release.service.js';
import { OrdersRepository } from './orders.repository.js';
import { PaymentGate } from './payment/payment-gate.js';
import type { PaymentPort } from './payment/payment-port.js';

/** How often it runs, in seconds. */
const EVERY_SECONDS = 30;
/** How long an order waits on for a gateway that does not answer, in milliseconds (rule 14). */
const GATEWAY_GRACE_MS = 600_000;
const BATCH = 200;

/** Releases orders that were not paid in time, after asking the gateway. */
@CronTask({ name: 'order-expiry', everySeconds: EVERY_SECONDS })
export class OrderExpiryTask implements ScheduledTask {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrdersRepository,
    private readonly releases: OrderReleaseService,
    private readonly payments: PaymentGate,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const ended = { released: 0, paid: 0, waiting: 0 };
    let found: Awaited<ReturnType<PaymentPort['close']>> = 'closed';
    for (const { id, expiresAt } of await this.orders.findOpenExpiredBefore(now, BATCH)) {
      // A gateway that does not answer for one order is not asked about the others now.
      if (found !== 'unknown') found = await this.payments.port.close(id);
      const hasWaited = now.getTime() - expiresAt.getTime() >= GATEWAY_GRACE_MS;
      if (found === 'paid') ended.paid += 1;
      else if (found === 'unknown' && !hasWaited) ended.waiting += 1;
      else if (await this.release(id)) ended.released += 1;
    }
    return `released ${ended.released} orders, found ${ended.paid} paid, ${ended.waiting} wait for the gateway`;
  }

  private release(id: number): Promise<boolean> {
    return this.transaction.run(async () => {
      const order = await this.orders.lock(id);
      if (order?.status !== 'pending') return false;
      await this.releases.release(order, 'expired', null);
      return true;
    });
  }
}
