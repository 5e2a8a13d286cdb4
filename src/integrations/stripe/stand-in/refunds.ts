import type Stripe from 'stripe';
import { ApiError, badParameter, missing, noSuch } from './api-error.js';
import type { EventLog } from './event-log.js';
import { newId } from './ids.js';
import type { Ledger } from './ledger.js';
import type { StandInClock } from './stand-in-clock.js';
import { textOf } from './text-of.js';

/** Money that goes back. */
export class Refunds {
  private pending = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly events: EventLog,
    private readonly clock: StandInClock,
  ) {}

  /** The next refunds stay pending until `settle`. */
  keepPending(times: number): void {
    this.pending = times;
  }

  /** @throws ApiError for more than is left, and while the cardholder objects */
  create(asked: Stripe.RefundCreateParams): Stripe.Refund {
    const charge = this.chargeFor(asked);
    const left = charge.amount_captured - charge.amount_refunded;
    const amount = asked.amount ?? left;
    if (left === 0) {
      throw new ApiError(`All of ${charge.id} has been given back.`, { code: 'charge_already_refunded' });
    }
    if (charge.disputed) throw new ApiError(`${charge.id} is disputed.`, { code: 'charge_disputed' });
    if (amount < 1) throw badParameter('amount', 'parameter_invalid_integer', 'amount must be at least 1.');
    if (amount > left)
      throw badParameter('amount', undefined, `Of ${charge.id} only ${left} can be given back.`);
    return this.give(charge, amount, asked);
  }

  /** Ends a refund; money of one that failed is back on the payment. */
  settle(id: string, status: 'succeeded' | 'failed'): Stripe.Refund {
    const refund = this.ledger.get('refunds', id);
    if (!refund) throw noSuch('refund', id);
    if (refund.status === 'failed') throw new ApiError(`The refund ${id} has failed already.`, {});
    if (status === 'succeeded') return this.update({ ...refund, status });
    const charge = this.ledger.require('charges', textOf(refund.charge));
    const { amount } = refund;
    this.ledger.put('charges', {
      ...charge,
      amount_refunded: charge.amount_refunded - amount,
      refunded: false,
    });
    const failed = this.update({ ...refund, status, failure_reason: 'expired_or_canceled_card' });
    this.events.add('refund.failed', failed);
    return failed;
  }

  private chargeFor({
    charge: chargeId,
    payment_intent: intentId,
  }: Stripe.RefundCreateParams): Stripe.Charge {
    if (chargeId === undefined && intentId === undefined) throw missing('payment_intent');
    const intent = intentId === undefined ? undefined : this.ledger.get('intents', intentId);
    if (intentId !== undefined && !intent) throw noSuch('payment intent', intentId, 'payment_intent');
    const id = chargeId ?? textOf(intent?.latest_charge);
    const charge = this.ledger.get('charges', id);
    if (!charge && chargeId !== undefined) throw noSuch('charge', chargeId, 'charge');
    if (charge?.paid) return charge;
    throw new ApiError('Nothing was paid that could be given back.', { param: 'payment_intent' });
  }

  private give(charge: Stripe.Charge, amount: number, asked: Stripe.RefundCreateParams): Stripe.Refund {
    const isPending = this.pending > 0;
    if (isPending) this.pending -= 1;
    const refund = this.ledger.put('refunds', {
      id: newId('re_'),
      object: 'refund',
      amount,
      balance_transaction: newId('txn_'),
      charge: charge.id,
      created: this.clock.now(),
      currency: charge.currency,
      customer: null,
      customer_account: null,
      metadata: (asked.metadata as Stripe.Metadata | undefined) ?? {},
      payment_intent: charge.payment_intent,
      payment_method: charge.payment_method,
      reason: asked.reason ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: isPending ? 'pending' : 'succeeded',
      transfer_reversal: null,
    });
    this.events.add('refund.created', refund);
    const refunded = charge.amount_refunded + amount;
    this.events.add(
      'charge.refunded',
      this.ledger.put('charges', {
        ...charge,
        amount_refunded: refunded,
        refunded: refunded === charge.amount_captured,
      }),
    );
    return isPending ? refund : this.update(refund);
  }

  private update(refund: Stripe.Refund): Stripe.Refund {
    this.ledger.put('refunds', refund);
    this.events.add('refund.updated', refund);
    return refund;
  }
}
