import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { HoldRecord } from './hold.js';

type HoldRow = HoldRecord & Record<string, unknown>;

const HOLD = `SELECT id, screening_id AS "screeningId", user_id AS "userId", seat_count AS "seatCount",
  expires_at AS "expiresAt", extended_at AS "extendedAt", ordered_at AS "orderedAt" FROM holds`;

/** Holds, without the seats that they have. */
@Injectable()
export class HoldsRepository {
  constructor(private readonly database: Database) {}

  /** Makes everything that one person takes come one after the other, so that their limits hold. */
  async lockHolder(userId: number): Promise<void> {
    this.database.requireTransaction();
    await this.database.prepared('lock-holder', 'SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [
      userId,
    ]);
  }

  async find(id: number): Promise<HoldRecord | undefined> {
    const [row] = await this.database.prepared<HoldRow>('find-hold', `${HOLD} WHERE id = $1`, [id]);
    return row;
  }

  /** Somebody's holds, those that there are; changed by nobody else until the transaction ends. */
  async lockOf(userId: number, ids: readonly number[]): Promise<HoldRecord[]> {
    this.database.requireTransaction();
    return this.database.prepared<HoldRow>(
      'lock-holds',
      `${HOLD} WHERE id = ANY ($1::int[]) AND user_id = $2 ORDER BY id FOR UPDATE`,
      [ids, userId],
    );
  }

  /** Somebody's holds that were not ordered; changed by nobody else until the transaction ends. */
  async lockAllOf(userId: number): Promise<HoldRecord[]> {
    this.database.requireTransaction();
    return this.database.rows<HoldRow>(
      `${HOLD} WHERE user_id = $1 AND ordered_at IS NULL ORDER BY id FOR UPDATE`,
      [userId],
    );
  }

  async extend(id: number, at: Date, expiresAt: Date): Promise<void> {
    await this.database.execute('UPDATE holds SET extended_at = $2, expires_at = $3 WHERE id = $1', [
      id,
      at,
      expiresAt,
    ]);
  }

  async delete(ids: readonly number[]): Promise<void> {
    await this.database.execute('DELETE FROM holds WHERE id = ANY ($1::int[])', [ids]);
  }

  /** Removes holds that ended before a moment and were never ordered. */
  async removeEndedBefore(moment: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM holds WHERE id IN (
         SELECT id FROM holds WHERE ordered_at IS NULL AND expires_at < $1 ORDER BY expires_at LIMIT $2
         FOR UPDATE SKIP LOCKED)`,
      [moment, limit],
    );
  }
}
