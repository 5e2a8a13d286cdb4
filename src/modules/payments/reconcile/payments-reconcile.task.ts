import { PaymentsUnavailableError } from '../../orders/index.js';
import { GatewayUnavailableError } from '../../../integrations/stripe/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { CheckoutReview } from './checkout-review.service.js';
import { EventReview } from './event-review.service.js';
import { RefundReview } from './refund-review.service.js';

/** How often it runs, in seconds. */
const EVERY_SECONDS = 300;

/** Asks the gateway about what webhooks never told. */
@CronTask({ name: 'payments-reconcile', everySeconds: EVERY_SECONDS })
export class PaymentsReconcileTask implements ScheduledTask {
  constructor(
    private readonly checkouts: CheckoutReview,
    private readonly refunds: RefundReview,
    private readonly events: EventReview,
  ) {}

  async run(): Promise<string> {
    const [pages, refunds, events] = [
      await asFarAsItAnswers(() => this.checkouts.run()),
      await asFarAsItAnswers(() => this.refunds.run()),
      await asFarAsItAnswers(() => this.events.run()),
    ];
    return `looked at ${pages} pages and ${refunds} refunds, found ${events} events that nobody told of`;
  }
}

/** A gateway that does not answer now is asked again the next time. */
async function asFarAsItAnswers(work: () => Promise<number>): Promise<number | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayUnavailableError || error instanceof PaymentsUnavailableError)
      return 'no (no answer)';
    throw error;
  }
}
