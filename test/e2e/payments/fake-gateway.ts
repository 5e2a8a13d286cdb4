import {
  type CheckoutRequest,
  type CheckoutState,
  type GatewayEvent,
  GatewayRefusedError,
  GatewayUnavailableError,
  type PaymentState,
  type RefundRequest,
  type RefundState,
} from '../../../src/integrations/stripe/index.js';

/** How the next call ends: nobody answers, the work is done and the answer lost, or it is refused. */
export type Fault = 'silent' | 'lost' | 'refused';

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A gateway in memory whose every answer a test can set. */
export class FakeGateway {
  readonly isConfigured = true;
  readonly pages = new Map<string, Changeable<CheckoutState>>();
  readonly requests: CheckoutRequest[] = [];
  readonly refundRequests: RefundRequest[] = [];
  readonly told: GatewayEvent[] = [];
  /** One for each call to come. */
  readonly faults: Fault[] = [];
  private readonly byKey = new Map<string, unknown>();
  private counter = 0;

  openCheckout(request: CheckoutRequest): Promise<CheckoutState> {
    this.requests.push(request);
    return this.answer(() =>
      this.once(request.idempotencyKey, () => {
        const id = `cs_${this.next()}`;
        const amount = request.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
        const { currency, orderId } = request;
        const url = `https://pay.example/${id}`;
        const page: CheckoutState = {
          id,
          url,
          status: 'open',
          isPaid: false,
          amount,
          currency,
          orderId,
          payment: null,
        };
        this.pages.set(id, page);
        return { ...page };
      }),
    );
  }

  checkout(id: string): Promise<CheckoutState> {
    return this.answer(() => ({ ...this.page(id) }));
  }

  expireCheckout(id: string): Promise<CheckoutState> {
    return this.answer(() => {
      const page = this.page(id);
      if (page.status === 'open') Object.assign(page, { status: 'expired', url: null });
      return { ...page };
    });
  }

  payment(id: string): Promise<PaymentState> {
    return this.answer(() => {
      const page = [...this.pages.values()].find(({ payment }) => payment?.id === id);
      if (!page?.payment) throw new GatewayRefusedError('No such payment.', 'resource_missing', 404);
      return page.payment;
    });
  }

  refund(request: RefundRequest): Promise<RefundState> {
    this.refundRequests.push(request);
    const paid = [...this.pages.values()].find(({ payment }) => payment?.id === request.paymentId);
    return this.answer(() => {
      if (paid?.payment?.dispute?.status === 'needs_response') {
        throw new GatewayRefusedError('It is disputed.', 'charge_disputed', 400);
      }
      return this.once(request.idempotencyKey, () => {
        const refund: RefundState = {
          id: `re_${this.next()}`,
          status: 'succeeded',
          amount: request.amount,
          refundId: request.refundId,
        };
        this.change(request.paymentId, (payment) => ({ refunds: [...payment.refunds, refund] }));
        return refund;
      });
    });
  }

  async *eventsSince(at: Date): AsyncIterable<GatewayEvent> {
    yield* await this.answer(() => this.told.filter(({ createdAt }) => createdAt >= at));
  }

  /** Somebody pays on a page; the amount is the page's unless another is given. */
  pay(sessionId: string, over: Partial<PaymentState> = {}): PaymentState {
    const page = this.page(sessionId);
    const payment = this.newPayment(page, { status: 'succeeded', captured: page.amount ?? 0, ...over });
    Object.assign(page, { status: 'complete', isPaid: true, url: null, payment });
    return payment;
  }

  /** Somebody tries to pay on a page, and is declined. */
  decline(sessionId: string, code: string): PaymentState {
    const page = this.page(sessionId);
    const decline = { code, message: null, chargeId: `ch_${this.next()}` };
    const payment = this.newPayment(page, { status: 'requires_payment_method', decline });
    page.payment = payment;
    return payment;
  }

  /** Something happens to a payment without us. */
  change(paymentId: string, change: (payment: PaymentState) => Partial<PaymentState>): PaymentState {
    for (const page of this.pages.values()) {
      if (page.payment?.id !== paymentId) continue;
      page.payment = { ...page.payment, ...change(page.payment) };
      return page.payment;
    }
    throw new Error(`No page has the payment ${paymentId}.`);
  }

  /** Somebody gives money back in the dashboard. */
  refundInDashboard(
    paymentId: string,
    amount: number,
    status: RefundState['status'] = 'succeeded',
  ): PaymentState {
    const refund: RefundState = { id: `re_${this.next()}`, status, amount, refundId: null };
    return this.change(paymentId, ({ refunds }) => ({ refunds: [...refunds, refund] }));
  }

  next(): number {
    return (this.counter += 1);
  }

  private newPayment(page: CheckoutState, over: Partial<PaymentState>): PaymentState {
    return {
      id: page.payment?.id ?? `pi_${this.next()}`,
      orderId: page.orderId,
      status: 'requires_payment_method',
      captured: 0,
      currency: page.currency ?? '',
      chargeId: null,
      decline: null,
      refunds: [],
      dispute: null,
      ...over,
    };
  }

  private page(id: string): Changeable<CheckoutState> {
    const page = this.pages.get(id);
    if (!page) throw new GatewayRefusedError('No such page.', 'resource_missing', 404);
    return page;
  }

  private once<T>(key: string, work: () => T): T {
    if (!this.byKey.has(key)) this.byKey.set(key, work());
    return this.byKey.get(key) as T;
  }

  private async answer<T>(work: () => T): Promise<T> {
    await new Promise((resolve) => setImmediate(resolve));
    const fault = this.faults.shift();
    if (fault === 'silent') throw new GatewayUnavailableError('Nobody answers.');
    if (fault === 'refused') throw new GatewayRefusedError('No.', 'some_reason', 400);
    const result = work();
    if (fault === 'lost') throw new GatewayUnavailableError('The answer is lost.');
    return result;
  }
}
