import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { amountOf } from '../minor-units.js';
import type { DisputeStatus } from './gateway-words.policy.js';

/** Objections of cardholders. Rows of a payment change while the payment is locked. */
@Injectable()
export class DisputesRepository {
  constructor(private readonly database: Database) {}

  async isDisputed(paymentId: number): Promise<boolean> {
    const rows = await this.database.prepared(
      'is-disputed',
      `SELECT 1 FROM disputes WHERE payment_id = $1 AND status = 'open'`,
      [paymentId],
    );
    return rows.length > 0;
  }

  async statusOf(externalId: string): Promise<DisputeStatus | undefined> {
    const [row] = await this.database.prepared<{ status: DisputeStatus }>(
      'dispute-status',
      'SELECT status FROM disputes WHERE external_id = $1',
      [externalId],
    );
    return row?.status;
  }

  async insert(paymentId: number, externalId: string, amount: number, at: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO disputes (payment_id, external_id, amount, status, opened_at)
       VALUES ($1, $2, ${amountOf('$3')}, 'open', $4)`,
      [paymentId, externalId, amount, at],
    );
  }

  async close(externalId: string, status: 'won' | 'lost', at: Date): Promise<void> {
    await this.database.execute('UPDATE disputes SET status = $2, closed_at = $3 WHERE external_id = $1', [
      externalId,
      status,
      at,
    ]);
  }
}
