import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { CounterMethod, CounterMoney, CounterPayment } from '../../orders/index.js';
import type { PaymentMethod } from '../payment.js';
import { PaymentListRepository } from '../reading/payment-list.repository.js';
import { RefundsRepository } from '../refunds/refunds.repository.js';
import { PaymentsRepository } from '../settlement/payments.repository.js';

const KEPT_AS: Readonly<Record<CounterMethod, PaymentMethod>> = { cash: 'cash', card: 'terminal' };

/** Money that cashiers take and hand out; no gateway knows of it. */
@Injectable()
export class CounterPayments {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly lists: PaymentListRepository,
    private readonly refunds: RefundsRepository,
    private readonly clock: Clock,
  ) {}

  /** Books what was taken for an order that was fulfilled. */
  async take({ method, ...money }: CounterMoney): Promise<void> {
    await this.payments.insertCaptured({
      ...money,
      method: KEPT_AS[method],
      externalId: null,
      settlement: 'fulfilled',
      at: this.clock.now(),
    });
  }

  async taken(orderId: number): Promise<CounterPayment | undefined> {
    const payment = await this.lists.find({ orderId, methods: Object.values(KEPT_AS) });
    if (!payment) return undefined;
    const { id, userId, amount, refunded, currency, status, createdAt: at } = payment;
    const method = payment.method === 'cash' ? 'cash' : 'card';
    const items = payment.items.map(({ orderItemId, price }) => ({ lineId: orderItemId, amount: price }));
    const waiting = await this.refunds.pendingOf(id);
    return { id, userId, orderId, amount, refunded, waiting, currency, status, method, items, at };
  }

  /** @returns how much is handed out, in minor units */
  async handOut(orderId: number): Promise<number> {
    const payment = await this.payments.lockFulfilled(orderId);
    if (payment?.method !== 'cash' && payment?.method !== 'terminal') return 0;
    return this.refunds.succeedAll(payment.id);
  }
}
