import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Whom tickets belong to. */
@Injectable()
export class TicketHoldersRepository {
  constructor(private readonly database: Database) {}

  /** The address of somebody's account; undefined once they have deleted it. */
  async emailOf(userId: number): Promise<string | undefined> {
    const [row] = await this.database.prepared<{ email: string }>(
      'email-of-holder',
      'SELECT email FROM users WHERE id = $1 AND deleted_at IS NULL',
      [userId],
    );
    return row?.email;
  }

  /** The active account with an address, whatever its case. */
  async accountOf(email: string): Promise<number | null> {
    const [row] = await this.database.prepared<{ id: number }>(
      'account-of-holder',
      'SELECT id FROM users WHERE lower(email) = lower($1) AND is_active AND deleted_at IS NULL',
      [email],
    );
    return row?.id ?? null;
  }

  /** Takes somebody's name off their tickets. */
  async forget(userId: number): Promise<void> {
    await this.database.execute(
      `UPDATE tickets SET holder_id = NULL, holder_email = NULL
       WHERE holder_id = $1 OR lower(holder_email) = (SELECT lower(email) FROM users WHERE id = $1)`,
      [userId],
    );
  }
}
