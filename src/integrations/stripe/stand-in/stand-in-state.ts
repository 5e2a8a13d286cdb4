import { Checkouts } from './checkouts.js';
import { Disputes } from './disputes.js';
import { EventLog } from './event-log.js';
import { Faults } from './faults.js';
import { Idempotency } from './idempotency.js';
import { Ledger } from './ledger.js';
import { PagePayments } from './page-payments.js';
import { Refunds } from './refunds.js';
import { RequestLog } from './request-log.js';
import { StandInClock } from './stand-in-clock.js';

/** The parts of a stand-in, without the network. */
export interface StandInState {
  readonly ledger: Ledger;
  readonly clock: StandInClock;
  readonly events: EventLog;
  readonly checkouts: Checkouts;
  readonly payments: PagePayments;
  readonly refunds: Refunds;
  readonly disputes: Disputes;
  readonly idempotency: Idempotency;
  readonly faults: Faults;
  readonly requests: RequestLog;
}

/** @param publicUrl where the pages are; not known before the stand-in listens */
export async function openState(
  stateFile: string | undefined,
  publicUrl: () => string,
): Promise<StandInState> {
  const ledger = await Ledger.open(stateFile);
  const clock = new StandInClock();
  const events = new EventLog(ledger, clock);
  return {
    ledger,
    clock,
    events,
    checkouts: new Checkouts(ledger, events, clock, publicUrl),
    payments: new PagePayments(ledger, events, clock),
    refunds: new Refunds(ledger, events, clock),
    disputes: new Disputes(ledger, events, clock),
    idempotency: new Idempotency(ledger, clock),
    faults: new Faults(),
    requests: new RequestLog(),
  };
}
