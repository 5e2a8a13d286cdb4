import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Audience } from '../halls/hall.js';

/** Seats that somebody wants to have for some minutes. */
export interface SeatWish {
  readonly screeningId: number;
  readonly hallId: number;
  readonly userId: number;
  readonly audience: Audience;
  /** What each costs, in minor units, by its id. */
  readonly prices: ReadonlyMap<number, number>;
  /** Seats whose state decides whether the wish is a good one: their rows. */
  readonly nearby: readonly number[];
  readonly now: Date;
  readonly expiresAt: Date;
}

/** What a wish for seats came to, and what was true right before. */
export interface HeldSeats {
  readonly holdId: number;
  /** Fewer than were wished for: the others are taken, and the transaction is to be rolled back. */
  readonly seatIds: readonly number[];
  /** How many seats of the screening the person had. */
  readonly owned: number;
  /** Which of the seats nearby were taken. */
  readonly takenNearby: readonly number[];
}

/** A seat that is held. */
export interface HeldSeat {
  readonly holdId: number;
  readonly seatId: number;
  /** Minor units. */
  readonly price: number;
  readonly audience: Audience;
}

/** One row for each seat of a screening that is taken; a hold that has run out counts for nothing (rule 23). */
@Injectable()
export class SeatAllocationsRepository {
  constructor(private readonly database: Database) {}

  /** Makes a hold of all the seats that are free. The row of each seat is the guarantee that it is held once. */
  async hold(wish: SeatWish): Promise<HeldSeats> {
    const [row] = await this.database.prepared<HeldSeats & Record<string, unknown>>(
      'hold-seats',
      `WITH hold AS (
         INSERT INTO holds (screening_id, user_id, seat_count, created_at, expires_at)
         VALUES ($1, $3, cardinality($5::int[]), $8, $9) RETURNING id
       ), taken AS (
         INSERT INTO seat_allocations AS a
           (screening_id, seat_id, hall_id, status, price, audience, hold_id, expires_at)
         SELECT $1, s.id, s.hall_id, 'held', w.price::numeric / 100, $4, hold.id, $9
         FROM hold CROSS JOIN unnest($5::int[], $6::int[]) AS w (seat_id, price)
         JOIN seats s ON s.id = w.seat_id AND s.hall_id = $2 AND s.retired_at IS NULL
         ORDER BY s.id
         ON CONFLICT (screening_id, seat_id) DO UPDATE SET price = excluded.price, audience = excluded.audience,
           hold_id = excluded.hold_id, expires_at = excluded.expires_at
         WHERE a.status = 'held' AND a.expires_at <= $8
         RETURNING seat_id
       )
       SELECT (SELECT id FROM hold) AS "holdId", ARRAY(SELECT seat_id FROM taken) AS "seatIds",
         (SELECT count(*)::int FROM holds h JOIN seat_allocations a ON a.hold_id = h.id
          WHERE h.user_id = $3 AND h.screening_id = $1 AND (a.status <> 'held' OR a.expires_at > $8)) AS owned,
         ARRAY(SELECT a.seat_id FROM seat_allocations a WHERE a.screening_id = $1 AND a.seat_id = ANY ($7::int[])
           AND (a.status <> 'held' OR a.expires_at > $8)) AS "takenNearby"`,
      [
        wish.screeningId,
        wish.hallId,
        wish.userId,
        wish.audience,
        [...wish.prices.keys()],
        [...wish.prices.values()],
        wish.nearby,
        wish.now,
        wish.expiresAt,
      ],
    );
    return row ?? { holdId: 0, seatIds: [], owned: 0, takenNearby: [] };
  }

  /** The seats of a screening that are not free. */
  async takenOf(screeningId: number, now: Date): Promise<number[]> {
    const rows = await this.database.prepared<{ seatId: number }>(
      'taken-seats',
      `SELECT seat_id AS "seatId" FROM seat_allocations
       WHERE screening_id = $1 AND (status <> 'held' OR expires_at > $2)`,
      [screeningId, now],
    );
    return rows.map(({ seatId }) => seatId);
  }

  /** What holds have, whether or not they have run out. */
  async heldBy(holdIds: readonly number[]): Promise<HeldSeat[]> {
    return this.database.prepared<HeldSeat & Record<string, unknown>>(
      'held-seats',
      `SELECT hold_id AS "holdId", seat_id AS "seatId", (price * 100)::integer AS price, audience
       FROM seat_allocations WHERE hold_id = ANY ($1::int[]) AND status = 'held' ORDER BY screening_id, seat_id`,
      [holdIds],
    );
  }

  /** What holds have; nobody takes it until the transaction ends. */
  async lockHeldBy(holdIds: readonly number[]): Promise<HeldSeat[]> {
    this.database.requireTransaction();
    return this.database.prepared<HeldSeat & Record<string, unknown>>(
      'lock-held-seats',
      `SELECT hold_id AS "holdId", seat_id AS "seatId", (price * 100)::integer AS price, audience
       FROM seat_allocations WHERE hold_id = ANY ($1::int[]) AND status = 'held' ORDER BY screening_id, seat_id
       FOR UPDATE`,
      [holdIds],
    );
  }

  /** Puts off the end of a hold whose seats are locked. */
  async extend(holdId: number, expiresAt: Date): Promise<void> {
    await this.database.prepared(
      'extend-held-seats',
      `UPDATE seat_allocations SET expires_at = $2 WHERE hold_id = $1 AND status = 'held'`,
      [holdId, expiresAt],
    );
  }

  /** Sets free what a hold has. */
  async free(holdId: number): Promise<void> {
    await this.database.prepared(
      'free-held-seats',
      `WITH held AS (
         SELECT screening_id, seat_id FROM seat_allocations WHERE hold_id = $1 AND status = 'held'
         ORDER BY seat_id FOR UPDATE)
       DELETE FROM seat_allocations a USING held
       WHERE a.screening_id = held.screening_id AND a.seat_id = held.seat_id`,
      [holdId],
    );
  }

  /** Sets free what was held until then, as far as nobody is at it. @returns the screening of each seat */
  async sweep(now: Date, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ screeningId: number }>(
      `WITH expired AS (
         SELECT screening_id, seat_id FROM seat_allocations WHERE status = 'held' AND expires_at <= $1
         ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       DELETE FROM seat_allocations a USING expired e
       WHERE a.screening_id = e.screening_id AND a.seat_id = e.seat_id RETURNING a.screening_id AS "screeningId"`,
      [now, limit],
    );
    return rows.map(({ screeningId }) => screeningId);
  }
}
