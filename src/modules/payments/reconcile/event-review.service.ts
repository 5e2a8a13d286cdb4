import { Injectable } from '@nestjs/common';
import { StripeGateway } from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { EventInbox } from '../events/event-inbox.service.js';
import { PaymentEventsRepository } from '../events/payment-events.repository.js';

const DAY_MS = 86_400_000;
/** Events may appear in the list a little after others that came later. */
const OVERLAP_MS = 120_000;
/** The gateway's own list goes back 30 days; events that were handled are forgotten after that. */
const KEPT_MS = 40 * DAY_MS;
/** The attempts at a job are over long before. */
const STUCK_MS = 3_600_000;
/** What is left is found the next time. */
const BATCH = 1_000;

/** Reads the gateway's own list of events, and takes in those that no webhook brought. */
@Injectable()
export class EventReview {
  constructor(
    private readonly gateway: StripeGateway,
    private readonly inbox: EventInbox,
    private readonly events: PaymentEventsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns how many events were found
   * @throws GatewayUnavailableError
   */
  async run(): Promise<number> {
    const begun = this.clock.now();
    await this.inbox.retry(new Date(begun.getTime() - STUCK_MS), BATCH);
    const since = (await this.events.readUntil()) ?? new Date(begun.getTime() - DAY_MS);
    let [found, readUntil] = [0, begun];
    for await (const event of this.gateway.eventsSince(new Date(since.getTime() - OVERLAP_MS))) {
      if (await this.inbox.receive(event)) found += 1;
      if (found < BATCH) continue;
      readUntil = event.createdAt > since ? event.createdAt : since;
      break;
    }
    await this.events.setReadUntil(readUntil);
    await this.events.removeHandledBefore(new Date(begun.getTime() - KEPT_MS));
    return found;
  }
}
