import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { LineDescription } from '../../orders/index.js';
import type { Audience } from '../../theatre/index.js';

/** The seat that an order line stands for. */
export interface SeatLine {
  readonly lineId: number;
  readonly screeningId: number;
  readonly seatId: number;
  readonly hallId: number;
  readonly audience: Audience;
  readonly holdId: number | null;
}

interface DescriptionRow {
  readonly [column: string]: unknown;
  readonly lineId: number;
  readonly seat: NonNullable<LineDescription['seat']>;
  readonly screeningId: number;
  readonly startsAt: Date;
  readonly cinema: string;
  readonly hall: string;
  readonly ticketCode: string | null;
}

/** Which seats order lines stand for. */
@Injectable()
export class SeatLinesRepository {
  constructor(private readonly database: Database) {}

  /** Writes down which seats lines stand for that have just been reserved. */
  async addReserved(lineIds: readonly number[]): Promise<void> {
    await this.database.prepared(
      'add-order-seats',
      `INSERT INTO order_seats (order_item_id, screening_id, seat_id, hall_id, audience, hold_id)
       SELECT order_item_id, screening_id, seat_id, hall_id, audience, hold_id FROM seat_allocations
       WHERE order_item_id = ANY ($1::int[])`,
      [lineIds],
    );
  }

  async find(lineIds: readonly number[]): Promise<SeatLine[]> {
    return this.database.prepared<SeatLine & Record<string, unknown>>(
      'order-seats',
      `SELECT order_item_id AS "lineId", screening_id AS "screeningId", seat_id AS "seatId", hall_id AS "hallId", audience,
         hold_id AS "holdId"
       FROM order_seats WHERE order_item_id = ANY ($1::int[]) ORDER BY screening_id, seat_id`,
      [lineIds],
    );
  }

  /** The genres of films by the films' ids, for discounts that hold for some only. */
  async genresOf(movieIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
    const rows = await this.database.prepared<{ movieId: number; genreIds: number[] }>(
      'genres-of-seat-lines',
      `SELECT movie_id AS "movieId", array_agg(genre_id) AS "genreIds" FROM movies_genres
       WHERE movie_id = ANY ($1::int[]) GROUP BY movie_id`,
      [movieIds],
    );
    return new Map(rows.map(({ movieId, genreIds }) => [movieId, genreIds]));
  }

  /** What clients are told of seats. Who passed a ticket on does not know its new code. */
  async describe(lineIds: readonly number[]): Promise<ReadonlyMap<number, LineDescription>> {
    const rows = await this.database.prepared<DescriptionRow>(
      'describe-order-seats',
      `SELECT l.order_item_id AS "lineId", l.screening_id AS "screeningId", s.starts_at AS "startsAt",
         c.name AS cinema, h.name AS hall, t.code AS "ticketCode",
         json_build_object('id', p.id, 'row', p.row_label, 'number', p.number, 'category', p.category) AS seat
       FROM order_seats l
       JOIN seats p ON p.id = l.seat_id
       JOIN screenings s ON s.id = l.screening_id
       JOIN halls h ON h.id = s.hall_id
       JOIN cinemas c ON c.id = s.cinema_id
       JOIN order_items i ON i.id = l.order_item_id
       JOIN orders o ON o.id = i.order_id
       LEFT JOIN tickets t ON t.order_item_id = l.order_item_id AND t.status <> 'refunded'
         AND (t.transferred_at IS NULL OR t.holder_id = o.user_id)
       WHERE l.order_item_id = ANY ($1::int[])`,
      [lineIds],
    );
    return new Map(rows.map((row) => [row.lineId, toDescription(row)]));
  }
}

function toDescription({
  seat,
  screeningId,
  startsAt,
  cinema,
  hall,
  ticketCode,
}: DescriptionRow): LineDescription {
  return {
    seat,
    screening: { id: screeningId, starts_at: startsAt.toISOString(), cinema, hall },
    ...(ticketCode === null ? {} : { ticket_code: ticketCode }),
  };
}
