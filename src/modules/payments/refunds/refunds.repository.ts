import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { RefundPart } from '../../orders/index.js';
import { amountOf, minor } from '../minor-units.js';
import type { Refund, RefundOrigin, RefundStatus } from '../payment.js';

/** Something that is to be given back. Amounts in minor units. */
export interface NewRefund {
  readonly orderId: number;
  readonly paymentId: number | null;
  readonly amount: number;
  readonly points: number;
  readonly status: RefundStatus;
  readonly origin: RefundOrigin;
  readonly externalId: string | null;
  readonly reason: string | null;
  readonly by: number | null;
  readonly at: Date;
}

const COLUMNS = `r.id, r.payment_id AS "paymentId", ${minor('r.amount')} AS amount, r.status, r.origin,
  r.external_id AS "externalId", r.created_at AS "createdAt"`;

type RefundRow = Refund & Record<string, unknown>;

/** What was given back. Rows of a payment change while the payment is locked. */
@Injectable()
export class RefundsRepository {
  constructor(private readonly database: Database) {}

  async insert(refund: NewRefund): Promise<number> {
    const { orderId, paymentId, amount, points, status, origin, externalId, reason, by, at } = refund;
    const [row] = await this.database.prepared<{ id: number }>(
      'insert-refund',
      `INSERT INTO refunds (order_id, payment_id, amount, points, status, origin, external_id, reason, created_by, created_at)
       VALUES ($1, $2, ${amountOf('$3')}, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
      [orderId, paymentId, amount, points, status, origin, externalId, reason?.slice(0, 500) ?? null, by, at],
    );
    return row?.id ?? 0;
  }

  /** Adds to what each line gets of a refund. */
  async addItems(refundId: number, parts: readonly RefundPart[]): Promise<void> {
    const given = parts.filter(({ amount, points }) => amount + points > 0);
    if (given.length === 0) return;
    await this.database.prepared(
      'add-refund-items',
      `INSERT INTO refund_items AS i (refund_id, order_item_id, amount, points)
       SELECT $1, p.line_id, ${amountOf('p.amount')}, p.points
       FROM unnest($2::int[], $3::int[], $4::int[]) AS p (line_id, amount, points)
       ON CONFLICT (refund_id, order_item_id) DO UPDATE SET amount = i.amount + excluded.amount`,
      [
        refundId,
        given.map(({ lineId }) => lineId),
        given.map(({ amount }) => amount),
        given.map(({ points }) => points),
      ],
    );
  }

  async find(id: number): Promise<(Refund & { paymentExternalId: string | null }) | undefined> {
    const [row] = await this.database.prepared<RefundRow & { paymentExternalId: string | null }>(
      'find-refund',
      `SELECT ${COLUMNS}, p.external_payment_id AS "paymentExternalId"
       FROM refunds r LEFT JOIN payments p ON p.id = r.payment_id WHERE r.id = $1`,
      [id],
    );
    return row;
  }

  /** The refunds of a locked payment. */
  async ofPayment(paymentId: number): Promise<Refund[]> {
    return this.database.prepared<RefundRow>(
      'refunds-of-payment',
      `SELECT ${COLUMNS} FROM refunds r WHERE r.payment_id = $1 ORDER BY r.id`,
      [paymentId],
    );
  }

  /** What the gateway was to give back, and did not, line by line. */
  async owed(paymentId: number): Promise<RefundPart[]> {
    return this.database.prepared<RefundPart & Record<string, unknown>>(
      'owed-refunds',
      `SELECT s.line_id AS "lineId", ${minor('s.owed')} AS amount, 0 AS points FROM (
         SELECT i.order_item_id AS line_id,
           least(coalesce(sum(i.amount) FILTER (WHERE r.status = 'failed'), 0),
             pi.price_at_payment - coalesce(sum(i.amount) FILTER (WHERE r.status <> 'failed'), 0)) AS owed
         FROM refunds r JOIN refund_items i ON i.refund_id = r.id
         JOIN payment_items pi ON pi.payment_id = r.payment_id AND pi.order_item_id = i.order_item_id
         WHERE r.payment_id = $1 GROUP BY i.order_item_id, pi.price_at_payment) s
       WHERE s.owed > 0 ORDER BY s.line_id`,
      [paymentId],
    );
  }

  async setStatus(id: number, status: RefundStatus, failure: string | null): Promise<void> {
    await this.database.prepared(
      'set-refund-status',
      'UPDATE refunds SET status = $2, failure = $3 WHERE id = $1',
      [id, status, failure?.slice(0, 80) ?? null],
    );
  }

  async setExternalId(id: number, externalId: string): Promise<void> {
    await this.database.prepared('set-refund-external', 'UPDATE refunds SET external_id = $2 WHERE id = $1', [
      id,
      externalId,
    ]);
  }

  async addAmount(id: number, amount: number): Promise<void> {
    await this.database.execute(`UPDATE refunds SET amount = amount + ${amountOf('$2')} WHERE id = $1`, [
      id,
      amount,
    ]);
  }

  /** Refunds that have been on their way since before a time, the oldest first; those at the counter wait for people. */
  async findPendingBefore(moment: Date, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT r.id FROM refunds r JOIN payments p ON p.id = r.payment_id AND p.method = 'stripe'
       WHERE r.status = 'pending' AND r.created_at < $1 ORDER BY r.created_at LIMIT $2`,
      [moment, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** How much of a payment is on its way back, or waits to be handed out, in minor units. */
  async pendingOf(paymentId: number): Promise<number> {
    const [row] = await this.database.prepared<{ amount: number }>(
      'pending-refunds-of-payment',
      `SELECT ${minor('coalesce(sum(r.amount), 0)')} AS amount FROM refunds r
       WHERE r.payment_id = $1 AND r.status = 'pending'`,
      [paymentId],
    );
    return row?.amount ?? 0;
  }

  /** Everything of a locked payment that waits is handed out. @returns how much that is, in minor units */
  async succeedAll(paymentId: number): Promise<number> {
    const rows = await this.database.prepared<{ amount: number }>(
      'succeed-refunds',
      `UPDATE refunds r SET status = 'succeeded' WHERE r.payment_id = $1 AND r.status = 'pending'
       RETURNING ${minor('r.amount')} AS amount`,
      [paymentId],
    );
    return rows.reduce((sum, { amount }) => sum + amount, 0);
  }
}
