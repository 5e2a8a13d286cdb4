import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { checkoutParameters } from './checkout-parameters.js';
import { answered } from './gateway-answers.js';
import { gatewayEventOf, HANDLED_EVENTS } from './gateway-events.js';
import { GatewayRefusedError, GatewayUnavailableError, WebhookSignatureError } from './gateway.errors.js';
import { checkoutStateOf, paymentStateOf, refundStateOf } from './gateway-states.js';
import type {
  CheckoutRequest,
  CheckoutState,
  GatewayEvent,
  PaymentState,
  RefundRequest,
  RefundState,
  StripeOptions,
} from './gateway.types.js';
import { createStripe } from './stripe-client.js';

const CHARGE = 'latest_charge.refunds';
const WITH_PAYMENT = { expand: [`payment_intent.${CHARGE}`] };
const PAGE = 100;

/**
 * Stripe, as far as we need it. What it tells is asked for anew each time. An answer may take as long as three attempts of
 * eight seconds, so nothing here belongs into a transaction. Where Stripe is not set up, all of it throws
 * GatewayUnavailableError.
 */
@Injectable()
export class StripeGateway {
  private readonly client: Stripe | undefined;

  constructor(private readonly options: StripeOptions | undefined) {
    this.client = options && createStripe(options);
  }

  /** Whether there is a Stripe to ask. */
  get isConfigured(): boolean {
    return this.client !== undefined;
  }

  /**
   * Makes a page to pay on.
   * @throws GatewayUnavailableError, GatewayRefusedError
   */
  async openCheckout(request: CheckoutRequest): Promise<CheckoutState> {
    const parameters = checkoutParameters(request, new Date());
    const { idempotencyKey } = request;
    return this.stateOf(await answered(this.stripe.checkout.sessions.create(parameters, { idempotencyKey })));
  }

  /** @throws GatewayUnavailableError, GatewayRefusedError for one that it does not know */
  async checkout(id: string): Promise<CheckoutState> {
    return this.stateOf(await answered(this.stripe.checkout.sessions.retrieve(id, WITH_PAYMENT)));
  }

  /**
   * Closes a page, so that nobody can pay on it any more. One that is over already stays as it is.
   * @throws GatewayUnavailableError, GatewayRefusedError while somebody is paying
   */
  async expireCheckout(id: string): Promise<CheckoutState> {
    try {
      return await this.stateOf(await answered(this.stripe.checkout.sessions.expire(id, WITH_PAYMENT)));
    } catch (error) {
      if (!(error instanceof GatewayRefusedError)) throw error;
      const state = await this.checkout(id);
      if (state.status === 'open') throw error;
      return state;
    }
  }

  /** @throws GatewayUnavailableError, GatewayRefusedError for one that it does not know */
  async payment(id: string): Promise<PaymentState> {
    return this.paymentStateOf(await answered(this.stripe.paymentIntents.retrieve(id, { expand: [CHARGE] })));
  }

  /**
   * Gives money back, once for each refund of ours. Stripe forgets idempotency keys after a day, so it is asked first whether
   * it has this refund already.
   * @throws GatewayUnavailableError, GatewayRefusedError
   */
  async refund({ idempotencyKey, refundId, paymentId, amount }: RefundRequest): Promise<RefundState> {
    const before = (await this.refundsOf(paymentId)).map(refundStateOf);
    const same = before.find((refund) => refund.refundId === refundId);
    if (same) return same;
    const parameters = { payment_intent: paymentId, amount, metadata: { refund_id: String(refundId) } };
    return refundStateOf(await answered(this.stripe.refunds.create(parameters, { idempotencyKey })));
  }

  /**
   * What happened since then and concerns us, the oldest first. Stripe keeps events for thirty days.
   * @throws GatewayUnavailableError, GatewayRefusedError
   */
  async *eventsSince(at: Date): AsyncIterable<GatewayEvent> {
    const created = { gte: Math.floor(at.getTime() / 1_000) };
    const newestFirst: GatewayEvent[] = [];
    const list = this.stripe.events.list({ created, types: [...HANDLED_EVENTS], limit: PAGE });
    await answered(list.autoPagingEach((event) => void newestFirst.push(gatewayEventOf(event))));
    yield* newestFirst.reverse();
  }

  /**
   * The event that Stripe sends.
   * @param rawBody the body as it came, byte by byte
   * @param signature the header `Stripe-Signature`, empty when there is none
   * @throws WebhookSignatureError for one that is forged, older than five minutes, or signed with another secret
   */
  readEvent(rawBody: Buffer, signature: string): GatewayEvent {
    const { webhooks } = this.stripe;
    try {
      return gatewayEventOf(webhooks.constructEvent(rawBody, signature, this.options?.webhookSecret ?? ''));
    } catch {
      throw new WebhookSignatureError('The signature of the event is not good, or too old.');
    }
  }

  private get stripe(): Stripe {
    if (this.client) return this.client;
    throw new GatewayUnavailableError('Stripe is not set up: there is no STRIPE_SECRET_KEY.');
  }

  private async stateOf(session: Stripe.Checkout.Session): Promise<CheckoutState> {
    const { payment_intent: intent } = session;
    if (typeof intent === 'string') return checkoutStateOf(session, await this.payment(intent));
    return checkoutStateOf(session, intent && (await this.paymentStateOf(intent)));
  }

  private async paymentStateOf(intent: Stripe.PaymentIntent): Promise<PaymentState> {
    const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
    const shown = charge?.refunds;
    const refunds = !shown || shown.has_more ? await this.refundsOf(intent.id) : shown.data;
    return paymentStateOf(intent, {
      refunds,
      dispute: charge?.disputed ? await this.disputeOf(intent.id) : undefined,
    });
  }

  private refundsOf(paymentId: string): Promise<Stripe.Refund[]> {
    const list = this.stripe.refunds.list({ payment_intent: paymentId, limit: PAGE });
    return answered(list.autoPagingToArray({ limit: 10_000 }));
  }

  private async disputeOf(paymentId: string): Promise<Stripe.Dispute | undefined> {
    return (await answered(this.stripe.disputes.list({ payment_intent: paymentId, limit: 1 }))).data[0];
  }
}
