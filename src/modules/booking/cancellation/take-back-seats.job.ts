import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../platform/jobs/index.js';
import { OrderRefunds } from '../../orders/index.js';
import { ScreeningFactsRepository } from '../../theatre/index.js';
import { CancellationNews } from './cancellation-news.service.js';
import { CancellationRepository, type Concerned } from './cancellation.repository.js';

/** As long as `refunds.reason`. */
const MAX_REASON = 500;

/**
 * Takes the seats of a canceled screening back from an order: an open one loses them, or ends; a paid one is refunded, whatever
 * the policy says. Everybody concerned is told once.
 */
@JobHandler('take-back-seats')
export class TakeBackSeatsHandler implements JobProcessor<'take-back-seats'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly refunds: OrderRefunds,
    private readonly screenings: ScreeningFactsRepository,
    private readonly cancellation: CancellationRepository,
    private readonly news: CancellationNews,
  ) {}

  async handle(payload: JobPayloads['take-back-seats'], delivery: JobDelivery): Promise<void> {
    const { order_id: orderId, screening_id: screeningId } = payload;
    await this.refunds.releaseAsProgram(orderId, 'screening-canceled');
    await this.transaction.run(async () => {
      const screening = await this.screenings.find(screeningId);
      const why = await this.cancellation.reasonOf(screeningId);
      const people = await this.refund(orderId, screeningId, why);
      if (screening) await this.news.tell(screening, why, people);
      await delivery.markDelivered();
    });
  }

  /** @returns who was concerned */
  private async refund(
    orderId: number,
    screeningId: number,
    why: string | null,
  ): Promise<readonly Concerned[]> {
    const lines = await this.cancellation.linesFor(orderId, screeningId);
    const people = await this.cancellation.concernedBy(orderId, screeningId);
    const reason = why === null ? 'The screening was canceled.' : `The screening was canceled: ${why}`;
    await this.refunds.asProgram(orderId, { lines, reason: reason.slice(0, MAX_REASON) });
    return lines.length === 0 ? people.filter(({ role }) => role === 'open') : people;
  }
}
