import { ApiError, noSuch } from './api-error.js';
import type { EventLog } from './event-log.js';
import { newId } from './ids.js';
import type { Dispute, Ledger } from './ledger.js';
import type { StandInClock } from './stand-in-clock.js';
import { textOf } from './text-of.js';

const TIME_TO_ANSWER_S = 7 * 24 * 60 * 60;

/** Objections of cardholders at their banks. */
export class Disputes {
  constructor(
    private readonly ledger: Ledger,
    private readonly events: EventLog,
    private readonly clock: StandInClock,
  ) {}

  /** @param amount in minor units; all that was paid unless it is named */
  open(intentId: string, amount?: number): Dispute {
    const intent = this.ledger.get('intents', intentId);
    if (!intent) throw noSuch('payment intent', intentId);
    const charge = this.ledger.get('charges', textOf(intent.latest_charge));
    if (!charge?.paid) throw new ApiError(`Nothing was paid with ${intentId}.`, {});
    this.ledger.put('charges', { ...charge, disputed: true });
    const now = this.clock.now();
    const dispute = this.ledger.put('disputes', {
      id: newId('du_'),
      object: 'dispute',
      amount: amount ?? charge.amount,
      balance_transactions: [],
      charge: charge.id,
      created: now,
      currency: charge.currency,
      enhanced_eligibility_types: [],
      evidence_details: {
        due_by: now + TIME_TO_ANSWER_S,
        enhanced_eligibility: {},
        has_evidence: false,
        past_due: false,
        submission_count: 0,
        submission_method: 'not_submitted',
      },
      intended_submission_method: null,
      is_charge_refundable: false,
      livemode: false,
      metadata: {},
      payment_intent: intent.id,
      reason: 'fraudulent',
      status: 'needs_response',
    });
    this.events.add('charge.dispute.created', dispute);
    return dispute;
  }

  /** The bank has decided. */
  close(id: string, status: 'won' | 'lost'): Dispute {
    const dispute = this.ledger.get('disputes', id);
    if (!dispute) throw noSuch('dispute', id);
    const closed = this.ledger.put('disputes', { ...dispute, status });
    this.events.add('charge.dispute.closed', closed);
    return closed;
  }
}
