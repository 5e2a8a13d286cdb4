import { Logger } from '@nestjs/common';
import {
  type CheckoutState,
  GatewayRefusedError,
  type PaymentState,
  StripeGateway,
} from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../platform/jobs/index.js';
import { CheckoutsRepository } from '../checkouts/checkouts.repository.js';
import { PageOpening } from '../checkouts/page-opening.service.js';
import { PaymentAlerts } from '../payment-alerts.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { PaymentEventsRepository } from './payment-events.repository.js';

/**
 * Handles an event by asking the gateway how things are now (rule 17): what the event itself says may be old. So whatever else
 * was told of the same thing by then is handled with it, and a payment's three or four events cost one question when they come
 * together. Effect, marks and delivery are one transaction.
 */
@JobHandler('handle-payment-event')
export class HandlePaymentEventHandler implements JobProcessor<'handle-payment-event'> {
  private readonly logger = new Logger('Payments');

  constructor(
    private readonly transaction: Transaction,
    private readonly events: PaymentEventsRepository,
    private readonly checkouts: CheckoutsRepository,
    private readonly opening: PageOpening,
    private readonly settlement: SettlementService,
    private readonly gateway: StripeGateway,
    private readonly alerts: PaymentAlerts,
    private readonly clock: Clock,
  ) {}

  async handle(event: JobPayloads['handle-payment-event'], delivery: JobDelivery): Promise<void> {
    const waiting = await this.events.waitingLike(event.event_id);
    const state = waiting.length === 0 ? undefined : await this.read(event);
    await this.transaction.run(async () => {
      await delivery.markDelivered();
      const isOurs = await this.events.handled(waiting, this.clock.now());
      if (isOurs && state) await this.apply(state);
    });
  }

  private async apply(state: CheckoutState | PaymentState): Promise<void> {
    if (!('isPaid' in state)) {
      await this.settlement.applyPayment(state);
    } else if (!(await this.settlement.applyCheckout(state)) && state.isPaid) {
      await this.alerts.raise('unknown-checkout', { session: state.id, payment: state.payment?.id ?? null });
    }
  }

  /** @returns undefined for what the gateway does not know (any more) */
  private async read({
    event_id,
    checkout_id,
    payment_id,
  }: JobPayloads['handle-payment-event']): Promise<CheckoutState | PaymentState | undefined> {
    try {
      if (checkout_id !== null) return await this.readCheckout(checkout_id);
      return payment_id === null ? undefined : await this.readPayment(payment_id);
    } catch (error) {
      if (!(error instanceof GatewayRefusedError)) throw error;
      this.logger.warn(
        `${event_id}: the gateway knows nothing of what it told of (${error.code ?? 'no code'}).`,
      );
      return undefined;
    }
  }

  /** A page whose opening was cut off is in the books without its id; now is the time to learn it. */
  private async readCheckout(id: string): Promise<CheckoutState> {
    const state = await this.gateway.checkout(id);
    if (state.orderId === null || (await this.checkouts.findBySession(id))) return state;
    const live = await this.checkouts.findLive(state.orderId);
    if (live?.status === 'opening') await this.opening.finish(live.id);
    return state;
  }

  /** A payment that the books do not know yet is known by its page, which must be ours. */
  private async readPayment(id: string): Promise<CheckoutState | PaymentState> {
    const state = await this.gateway.payment(id);
    if (state.orderId === null || (await this.checkouts.findByPayment(id))) return state;
    const live = await this.checkouts.findLive(state.orderId);
    const sessionId = live?.sessionId ?? null;
    if (sessionId === null) return state;
    const page = await this.gateway.checkout(sessionId);
    return page.payment?.id === id ? page : state;
  }
}
