import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';

/** Seats that are to be kept out of sale. */
export interface Block {
  readonly screeningId: number;
  readonly hallId: number;
  readonly seatIds: readonly number[];
  readonly reason: string;
  readonly now: Date;
}

/** Seats of screenings that are kept out of sale. */
@Injectable()
export class BlocksRepository {
  constructor(private readonly database: Database) {}

  /**
   * Blocks seats that are free or blocked already.
   * @returns which; where others are missing, the transaction is to be rolled back
   */
  async block({ screeningId, hallId, seatIds, reason, now }: Block): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `INSERT INTO seat_allocations AS a (screening_id, seat_id, hall_id, status, reason)
       SELECT $1, s.id, s.hall_id, 'blocked', $4 FROM seats s
       WHERE s.id = ANY ($3::int[]) AND s.hall_id = $2 AND s.retired_at IS NULL ORDER BY s.id
       ON CONFLICT (screening_id, seat_id) DO UPDATE SET status = 'blocked', price = NULL, audience = NULL,
         hold_id = NULL, expires_at = NULL, reason = excluded.reason
       WHERE a.status = 'blocked' OR (a.status = 'held' AND a.expires_at <= $5)
       RETURNING seat_id AS id`,
      [screeningId, hallId, seatIds, reason, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Puts those of the seats that are blocked on sale again. @returns which they were */
  async unblock(screeningId: number, seatIds: readonly number[]): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `WITH blocked AS (
         SELECT seat_id FROM seat_allocations
         WHERE screening_id = $1 AND seat_id = ANY ($2::int[]) AND status = 'blocked' ORDER BY seat_id FOR UPDATE)
       DELETE FROM seat_allocations a USING blocked b
       WHERE a.screening_id = $1 AND a.seat_id = b.seat_id RETURNING a.seat_id AS id`,
      [screeningId, seatIds],
    );
    return rows.map(({ id }) => id);
  }
}
