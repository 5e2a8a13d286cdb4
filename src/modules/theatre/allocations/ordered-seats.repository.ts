import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Audience } from '../halls/hall.js';

/** A seat and the order line that stands for it. */
export interface OrderedSeat {
  readonly lineId: number;
  readonly screeningId: number;
  readonly seatId: number;
}

/** A seat that an order had and wants again. */
export interface FormerSeat extends OrderedSeat {
  readonly hallId: number;
  readonly audience: Audience;
  readonly holdId: number | null;
  /** Minor units. */
  readonly price: number;
}

/** Seats that belong to orders: `reserved` while the order is open, `sold` once it is paid. */
@Injectable()
export class OrderedSeatsRepository {
  constructor(private readonly database: Database) {}

  /** Gives seats that are held, and locked, to order lines. @returns how many */
  async reserve(seats: readonly OrderedSeat[], at: Date): Promise<number> {
    const [row] = await this.database.prepared<{ n: number }>(
      'reserve-seats',
      `WITH reserved AS (
         UPDATE seat_allocations a SET status = 'reserved', order_item_id = s.line_id, expires_at = NULL
         FROM unnest($1::int[], $2::int[], $3::int[]) AS s (line_id, screening_id, seat_id)
         WHERE a.screening_id = s.screening_id AND a.seat_id = s.seat_id AND a.status = 'held' RETURNING a.hold_id
       ), ordered AS (
         UPDATE holds SET ordered_at = $4 WHERE id IN (SELECT hold_id FROM reserved))
       SELECT count(*)::int AS n FROM reserved`,
      [...columnsOf(seats), at],
    );
    return row?.n ?? 0;
  }

  /** The seats of order lines; nobody changes what is true of them until the transaction ends. */
  async lock(lineIds: readonly number[]): Promise<OrderedSeat[]> {
    this.database.requireTransaction();
    return this.database.prepared<OrderedSeat & Record<string, unknown>>(
      'lock-ordered-seats',
      `SELECT order_item_id AS "lineId", screening_id AS "screeningId", seat_id AS "seatId"
       FROM seat_allocations WHERE order_item_id = ANY ($1::int[]) ORDER BY screening_id, seat_id FOR UPDATE`,
      [lineIds],
    );
  }

  /** The seats of order lines are paid for. To be locked before. */
  async sell(lineIds: readonly number[]): Promise<void> {
    await this.database.prepared(
      'sell-seats',
      `UPDATE seat_allocations SET status = 'sold' WHERE order_item_id = ANY ($1::int[]) AND status = 'reserved'`,
      [lineIds],
    );
  }

  /** Sets free what order lines have, reserved or sold. To be locked before. */
  async free(lineIds: readonly number[]): Promise<void> {
    await this.database.prepared(
      'free-ordered-seats',
      'DELETE FROM seat_allocations WHERE order_item_id = ANY ($1::int[])',
      [lineIds],
    );
  }

  /** Reserves seats again that are free. @returns how many */
  async reclaim(seats: readonly FormerSeat[], now: Date): Promise<number> {
    return this.database.execute(
      `INSERT INTO seat_allocations AS a
         (screening_id, seat_id, hall_id, status, price, audience, hold_id, order_item_id)
       SELECT f.screening_id, f.seat_id, f.hall_id, 'reserved', f.price::numeric / 100, f.audience, f.hold_id, f.line_id
       FROM unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[], $7::int[])
         AS f (line_id, screening_id, seat_id, hall_id, price, audience, hold_id)
       JOIN seats s ON s.id = f.seat_id AND s.retired_at IS NULL
       ORDER BY f.screening_id, f.seat_id
       ON CONFLICT (screening_id, seat_id) DO UPDATE SET status = 'reserved', price = excluded.price,
         audience = excluded.audience, hold_id = excluded.hold_id, order_item_id = excluded.order_item_id, expires_at = NULL
       WHERE a.order_item_id = excluded.order_item_id OR (a.status = 'held' AND a.expires_at <= $8)`,
      [
        ...columnsOf(seats),
        seats.map(({ hallId }) => hallId),
        seats.map(({ price }) => price),
        seats.map(({ audience }) => audience),
        seats.map(({ holdId }) => holdId),
        now,
      ],
    );
  }

  /** The orders that have seats of a screening. */
  async ordersWith(screeningId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT i.order_id AS id FROM seat_allocations a JOIN order_items i ON i.id = a.order_item_id
       WHERE a.screening_id = $1 ORDER BY id`,
      [screeningId],
    );
    return rows.map(({ id }) => id);
  }
}

function columnsOf(seats: readonly OrderedSeat[]): number[][] {
  return [
    seats.map(({ lineId }) => lineId),
    seats.map(({ screeningId }) => screeningId),
    seats.map(({ seatId }) => seatId),
  ];
}
