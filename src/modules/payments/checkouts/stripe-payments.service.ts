import {
  GatewayRefusedError,
  GatewayUnavailableError,
  StripeGateway,
} from '../../../integrations/stripe/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  amountDue,
  type CounterMoney,
  type CounterPayment,
  HandlesPayments,
  NothingToPayError,
  OrderPayments,
  type PaymentDemand,
  type PaymentPort,
  PaymentsUnavailableError,
  type RefundOrder,
} from '../../orders/index.js';
import { CounterPayments } from '../counter/counter-payments.service.js';
import { PaymentMethods } from '../methods/payment-methods.service.js';
import { PaymentAlerts } from '../payment-alerts.js';
import { RefundPayments } from '../refunds/refund-payments.service.js';
import { PaymentsRepository } from '../settlement/payments.repository.js';
import { SettlementService } from '../settlement/settlement.service.js';
import type { Checkout } from './checkout.js';
import { fingerprintOf, newCheckout } from './checkout.policy.js';
import { CheckoutsRepository } from './checkouts.repository.js';
import { PageOpening } from './page-opening.service.js';

/** A page that ends so soon, in milliseconds, is not handed out any more. */
const TOO_SOON_MS = 60_000;
/** The page that is in the way, and then the new one; once more in case others do the same. */
const ROUNDS = 3;

/** Payments of orders: on pages of the gateway, and at the counter. */
@HandlesPayments()
export class StripePayments implements PaymentPort {
  constructor(
    private readonly transaction: Transaction,
    private readonly orders: OrderPayments,
    private readonly checkouts: CheckoutsRepository,
    private readonly opening: PageOpening,
    private readonly payments: PaymentsRepository,
    private readonly refunds: RefundPayments,
    private readonly counter: CounterPayments,
    private readonly settlement: SettlementService,
    private readonly methods: PaymentMethods,
    private readonly gateway: StripeGateway,
    private readonly alerts: PaymentAlerts,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws PaymentMethodUnavailableError, PaymentsUnavailableError, NothingToPayError */
  async open(demand: PaymentDemand): Promise<{ readonly url: string }> {
    this.methods.require(demand.method);
    for (let round = 0; round < ROUNDS; round += 1) {
      const live = await this.transaction.run(() => this.liveOrNew(demand));
      const page = live?.status === 'opening' ? await this.opening.finish(live.id) : live;
      if (page?.status === 'open' && page.url !== null && this.fits(page, demand)) return { url: page.url };
      const ended = await this.close(demand.orderId);
      if (ended === 'paid') throw new NothingToPayError();
      if (ended === 'unknown') throw new PaymentsUnavailableError();
    }
    throw new PaymentsUnavailableError();
  }

  async close(orderId: number): Promise<'closed' | 'paid' | 'unknown'> {
    const isClosed = await this.closePage(orderId);
    if (await this.payments.hasFulfilled(orderId)) return 'paid';
    return isClosed ? 'closed' : 'unknown';
  }

  /** @throws PaymentDisputedError, RefundTooHighError */
  refund(refund: RefundOrder): Promise<void> {
    return this.refunds.book(refund);
  }

  take(money: CounterMoney): Promise<void> {
    return this.counter.take(money);
  }

  taken(orderId: number): Promise<CounterPayment | undefined> {
    return this.counter.taken(orderId);
  }

  handOut(orderId: number): Promise<number> {
    return this.counter.handOut(orderId);
  }

  private async liveOrNew(demand: PaymentDemand): Promise<Checkout | undefined> {
    const order = await this.orders.lock(demand.orderId);
    if (order?.status !== 'pending' || amountDue(order) !== demand.amount) throw new NothingToPayError();
    const live = await this.checkouts.findLive(order.id);
    if (live) return live;
    return this.checkouts.insert(newCheckout(demand, this.settings.http.publicUrl, this.clock.now()));
  }

  private fits({ fingerprint, expiresAt }: Checkout, demand: PaymentDemand): boolean {
    const isGood = expiresAt.getTime() - this.clock.now().getTime() > TOO_SOON_MS;
    return isGood && fingerprint === fingerprintOf(demand);
  }

  private async closePage(orderId: number): Promise<boolean> {
    try {
      const live = await this.checkouts.findLive(orderId);
      const page = live?.status === 'opening' ? await this.opening.finish(live.id) : live;
      if (page?.status !== 'open' || page.sessionId === null) return true;
      await this.settlement.applyCheckout(await this.gateway.expireCheckout(page.sessionId));
      return true;
    } catch (error) {
      if (error instanceof GatewayRefusedError) {
        await this.alerts.raise('checkout-refused', { order_id: orderId, code: error.code ?? null });
        return false;
      }
      if (error instanceof GatewayUnavailableError || error instanceof PaymentsUnavailableError) return false;
      throw error;
    }
  }
}
