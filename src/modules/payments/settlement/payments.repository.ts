import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Settlement } from '../../orders/index.js';
import { amountOf, minor } from '../minor-units.js';
import type { Payment, PaymentMethod } from '../payment.js';

/** Money that arrived. Amounts in minor units. */
export interface CapturedPayment {
  readonly userId: number | null;
  readonly orderId: number;
  readonly amount: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  /** What the gateway knows it by; null for what was paid in person. */
  readonly externalId: string | null;
  readonly settlement: Settlement;
  /** What each line of the order got; none where the money could not be used. */
  readonly items: readonly { readonly lineId: number; readonly amount: number }[];
  readonly at: Date;
}

/** An attempt to pay that failed. */
export interface DeclinedPayment {
  readonly userId: number | null;
  readonly orderId: number;
  readonly amount: number;
  readonly currency: string;
  readonly externalId: string;
  readonly declineCode: string | null;
  readonly at: Date;
}

const COLUMNS = `p.id, p.user_id AS "userId", p.order_id AS "orderId", ${minor('p.amount')} AS amount,
  ${minor('p.refunded_amount')} AS refunded, p.currency, p.status, p.method, p.settlement,
  p.external_payment_id AS "externalId"`;

type PaymentRow = Payment & Record<string, unknown>;

/** Payments for those who book them. The row of a payment is locked after its order's. */
@Injectable()
export class PaymentsRepository {
  constructor(private readonly database: Database) {}

  lockByExternalId(externalId: string): Promise<Payment | undefined> {
    return this.lock('lock-payment-by-external', 'p.external_payment_id = $1', externalId);
  }

  /** The payment that an order was fulfilled with. */
  lockFulfilled(orderId: number): Promise<Payment | undefined> {
    return this.lock('lock-fulfilled-payment', `p.order_id = $1 AND p.settlement = 'fulfilled'`, orderId);
  }

  lockById(id: number): Promise<Payment | undefined> {
    return this.lock('lock-payment', 'p.id = $1', id);
  }

  async hasFulfilled(orderId: number): Promise<boolean> {
    const rows = await this.database.prepared(
      'has-fulfilled-payment',
      `SELECT 1 FROM payments WHERE order_id = $1 AND settlement = 'fulfilled'`,
      [orderId],
    );
    return rows.length > 0;
  }

  async findOrderId(externalId: string): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'order-of-payment',
      'SELECT order_id AS id FROM payments WHERE external_payment_id = $1',
      [externalId],
    );
    return row?.id;
  }

  async insertCaptured(payment: CapturedPayment): Promise<Payment | undefined> {
    const { userId, orderId, amount, currency, method, externalId, settlement, items, at } = payment;
    const [row] = await this.database.prepared<PaymentRow>(
      'insert-payment',
      `WITH p AS (
         INSERT INTO payments (user_id, order_id, amount, currency, status, method, settlement, external_payment_id, created_at)
         VALUES ($1, $2, ${amountOf('$3')}, $4, 'successful', $10, $5, $6, $7) RETURNING *),
       items AS (
         INSERT INTO payment_items (payment_id, order_item_id, price_at_payment)
         SELECT p.id, i.id, ${amountOf('i.amount')} FROM p, unnest($8::int[], $9::int[]) AS i (id, amount))
       SELECT ${COLUMNS} FROM p`,
      [
        userId,
        orderId,
        amount,
        currency,
        settlement,
        externalId,
        at,
        items.map(({ lineId }) => lineId),
        items.map((item) => item.amount),
        method,
      ],
    );
    return row;
  }

  /** @returns whether it is news */
  async insertDeclined(payment: DeclinedPayment): Promise<boolean> {
    const { userId, orderId, amount, currency, externalId, declineCode, at } = payment;
    const rows = await this.database.prepared(
      'insert-declined-payment',
      `INSERT INTO payments (user_id, order_id, amount, currency, status, method, external_payment_id, decline_code, created_at)
       VALUES ($1, $2, ${amountOf('$3')}, $4, 'canceled', 'stripe', $5, $6, $7)
       ON CONFLICT (external_payment_id) DO NOTHING RETURNING 1`,
      [userId, orderId, amount, currency, externalId, declineCode, at],
    );
    return rows.length > 0;
  }

  /** Books that so much more of a locked payment goes back; less, where it is negative. */
  async addRefunded(id: number, amount: number): Promise<void> {
    await this.database.prepared(
      'add-refunded',
      `UPDATE payments SET refunded_amount = refunded_amount + ${amountOf('$2')},
         status = CASE WHEN refunded_amount + ${amountOf('$2')} = amount THEN 'refunded' ELSE 'successful' END
       WHERE id = $1`,
      [id, amount],
    );
  }

  private async lock(name: string, condition: string, value: number | string): Promise<Payment | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.prepared<PaymentRow>(
      name,
      `SELECT ${COLUMNS} FROM payments p WHERE ${condition} FOR UPDATE`,
      [value],
    );
    return row;
  }
}
