import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
  Outbox,
} from '../../../platform/jobs/index.js';
import { Notices } from '../../../platform/notices/index.js';
import { OrderedSeatsRepository } from '../../theatre/index.js';
import { screeningChangedNotice, ticketReminder } from '../news/screening-kinds.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** An order has seats of a screening that does not take place. */
    'take-back-seats': { order_id: number; screening_id: number };
  }
}

/** Plans what follows when a screening is canceled: each order is a job of its own, and nobody is told to come any more. */
@JobHandler('screening-canceled')
export class ScreeningCanceledHandler implements JobProcessor<'screening-canceled'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly seats: OrderedSeatsRepository,
    private readonly outbox: Outbox,
    private readonly notices: Notices,
  ) {}

  /** From the moment a screening is canceled no order gets seats of it, so that these are all. */
  handle({ screening_id }: JobPayloads['screening-canceled'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      for (const order_id of await this.seats.ordersWith(screening_id)) {
        await this.outbox.add('take-back-seats', { order_id, screening_id });
      }
      await this.notices.withdraw([ticketReminder, screeningChangedNotice], [`screening:${screening_id}`]);
      await delivery.markDelivered();
    });
  }
}
