import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** What the gateway has told of, each event once. */
@Injectable()
export class PaymentEventsRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether the event is new */
  async insert(id: string, type: string, now: Date): Promise<boolean> {
    const rows = await this.database.prepared(
      'insert-payment-event',
      'INSERT INTO payment_events (id, type, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
      [id, type, now],
    );
    return rows.length > 0;
  }

  async handled(id: string, now: Date): Promise<void> {
    await this.database.prepared(
      'payment-event-handled',
      'UPDATE payment_events SET handled_at = $2, times_handled = times_handled + 1 WHERE id = $1',
      [id, now],
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
