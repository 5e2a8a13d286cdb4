import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Who has tickets for a screening. */
@Injectable()
export class ScreeningHoldersRepository {
  constructor(private readonly database: Database) {}

  /** Accounts, each once; tickets that were sent to an address belong to its account. */
  async of(screeningId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT u.id FROM tickets t JOIN users u ON u.id = t.holder_id
       WHERE t.screening_id = $1 AND t.status <> 'refunded' AND u.is_active AND u.deleted_at IS NULL
       UNION
       SELECT u.id FROM tickets t JOIN users u ON lower(u.email) = lower(t.holder_email)
       WHERE t.screening_id = $1 AND t.status <> 'refunded' AND t.holder_id IS NULL AND u.is_active AND u.deleted_at IS NULL`,
      [screeningId],
    );
    return rows.map(({ id }) => id);
  }
}
