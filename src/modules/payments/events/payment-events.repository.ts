import { Injectable } from '@nestjs/common';
import type { GatewayEvent } from '../../../integrations/stripe/index.js';
import { Database } from '../../../platform/database/index.js';

/** An event as far as its handling needs it. */
export type QueuedEvent = Pick<GatewayEvent, 'id' | 'checkoutId' | 'paymentId'>;

/** What the gateway has told of, each event once. */
@Injectable()
export class PaymentEventsRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether the event is new */
  async insert({ id, type, checkoutId, paymentId }: GatewayEvent, now: Date): Promise<boolean> {
    const rows = await this.database.prepared(
      'insert-payment-event',
      `INSERT INTO payment_events (id, type, checkout_id, payment_id, received_at, queued_at)
       VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT DO NOTHING RETURNING 1`,
      [id, type, checkoutId, paymentId, now],
    );
    return rows.length > 0;
  }

  /** The event and those about the same thing, as far as nobody has handled them; none where the event itself is handled. */
  async waitingLike(id: string): Promise<string[]> {
    const rows = await this.database.prepared<{ id: string }>(
      'payment-events-waiting',
      `SELECT o.id FROM payment_events e JOIN payment_events o
         ON o.handled_at IS NULL AND o.checkout_id IS NOT DISTINCT FROM e.checkout_id
           AND o.payment_id IS NOT DISTINCT FROM e.payment_id
       WHERE e.id = $1 AND e.handled_at IS NULL`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** @returns whether it is the caller who handles them */
  async handled(ids: readonly string[], now: Date): Promise<boolean> {
    const rows = await this.database.prepared(
      'payment-events-handled',
      `UPDATE payment_events SET handled_at = $2, times_handled = times_handled + 1
       WHERE id = ANY ($1::text[]) AND handled_at IS NULL RETURNING 1`,
      [ids, now],
    );
    return rows.length > 0;
  }

  /** Events that wait for their handling since before a time: their jobs were given up. They are taken to be queued anew. */
  async requeue(before: Date, now: Date, limit: number): Promise<QueuedEvent[]> {
    return this.database.rows<QueuedEvent & Record<string, unknown>>(
      `UPDATE payment_events SET queued_at = $2
       WHERE id IN (SELECT id FROM payment_events WHERE handled_at IS NULL AND queued_at < $1
                    ORDER BY queued_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, checkout_id AS "checkoutId", payment_id AS "paymentId"`,
      [before, now, limit],
    );
  }

  /** @returns how many were removed */
  removeHandledBefore(moment: Date): Promise<number> {
    return this.database.execute(
      'DELETE FROM payment_events WHERE received_at < $1 AND handled_at IS NOT NULL',
      [moment],
    );
  }

  /** Up to when the gateway's own list of events was read. */
  async readUntil(): Promise<Date | undefined> {
    const [row] = await this.database.rows<{ at: Date }>(
      'SELECT events_until AS at FROM payment_reconciliation',
    );
    return row?.at;
  }

  async setReadUntil(moment: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO payment_reconciliation (events_until) VALUES ($1)
       ON CONFLICT (one) DO UPDATE SET events_until = excluded.events_until`,
      [moment],
    );
  }
}
