import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { TicketRecord } from './ticket.js';

/** A ticket that is to be issued. Amounts in minor units. */
export interface NewTicket {
  readonly code: string;
  readonly lineId: number;
  readonly screeningId: number;
  readonly seatId: number;
  readonly price: number;
  readonly audience: string;
}

/** Whose new tickets are. */
export interface Holding {
  readonly holderId: number | null;
  readonly holderEmail: string | null;
  readonly sellerId: number | null;
}

/** A ticket as `TICKET_COLUMNS` reads it. */
export type TicketRow = TicketRecord & Record<string, unknown>;

/** A ticket `t` in `TICKET_TABLES`. */
export const TICKET_COLUMNS = `t.id, t.code, t.status, i.order_id AS "orderId", t.order_item_id AS "lineId",
  t.screening_id AS "screeningId",
  json_build_object('id', s.id, 'row', s.row_label, 'number', s.number, 'category', s.category) AS seat,
  t.holder_id AS "holderId", t.holder_email AS "holderEmail", t.seller_id AS "sellerId",
  (t.price * 100)::integer AS price, o.currency, t.audience, t.is_inside AS "isInside",
  t.checked_in_at AS "checkedInAt", t.checked_in_by AS "checkedInBy", t.transferred_at AS "transferredAt",
  t.refunded_at AS "refundedAt", t.created_at AS "createdAt"`;

export const TICKET_TABLES = `tickets t JOIN order_items i ON i.id = t.order_item_id JOIN orders o ON o.id = i.order_id
  JOIN seats s ON s.id = t.seat_id`;

/** Tickets for those who issue and change them. */
@Injectable()
export class TicketsRepository {
  constructor(private readonly database: Database) {}

  async findByCodes(codes: readonly string[]): Promise<TicketRecord[]> {
    return this.database.prepared<TicketRow>(
      'tickets-by-codes',
      `SELECT ${TICKET_COLUMNS} FROM ${TICKET_TABLES} WHERE t.code = ANY ($1::text[])
       ORDER BY t.screening_id, s.row_position, s.position`,
      [codes],
    );
  }

  async findByLines(lineIds: readonly number[]): Promise<TicketRecord[]> {
    return this.database.prepared<TicketRow>(
      'tickets-by-lines',
      `SELECT ${TICKET_COLUMNS} FROM ${TICKET_TABLES} WHERE t.order_item_id = ANY ($1::int[])
       ORDER BY t.screening_id, s.row_position, s.position`,
      [lineIds],
    );
  }

  /** A ticket as it is at this moment, changed by nobody else until the transaction ends. */
  async lock(code: string): Promise<TicketRecord | undefined> {
    this.database.requireTransaction();
    const locked = await this.database.prepared(
      'lock-ticket',
      'SELECT 1 FROM tickets WHERE code = $1 FOR NO KEY UPDATE',
      [code],
    );
    return locked.length === 0 ? undefined : (await this.findByCodes([code]))[0];
  }

  /**
   * Keeps the tickets of order lines from changing until the transaction ends.
   * @returns the lines whose tickets were scanned at the door
   */
  async lockUsedAmong(lineIds: readonly number[]): Promise<number[]> {
    this.database.requireTransaction();
    const rows = await this.database.prepared<{ lineId: number; used: boolean }>(
      'lock-tickets-of-lines',
      `SELECT order_item_id AS "lineId", status = 'used' AS used FROM tickets
       WHERE order_item_id = ANY ($1::int[]) ORDER BY id FOR NO KEY UPDATE`,
      [lineIds],
    );
    return rows.filter(({ used }) => used).map(({ lineId }) => lineId);
  }

  /** @returns the codes of those that were not there before: a line has one ticket */
  async insert(tickets: readonly NewTicket[], holding: Holding, at: Date): Promise<string[]> {
    const rows = await this.database.prepared<{ code: string }>(
      'insert-tickets',
      `INSERT INTO tickets (code, order_item_id, screening_id, seat_id, price, audience, holder_id, holder_email,
         seller_id, created_at)
       SELECT n.code, n.line_id, n.screening_id, n.seat_id, n.price::numeric / 100, n.audience, $7, $8, $9, $10
       FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[])
         AS n (code, line_id, screening_id, seat_id, price, audience)
       ON CONFLICT (order_item_id) DO NOTHING RETURNING code`,
      [
        tickets.map(({ code }) => code),
        tickets.map(({ lineId }) => lineId),
        tickets.map(({ screeningId }) => screeningId),
        tickets.map(({ seatId }) => seatId),
        tickets.map(({ price }) => price),
        tickets.map(({ audience }) => audience),
        holding.holderId,
        holding.holderEmail,
        holding.sellerId,
        at,
      ],
    );
    return rows.map(({ code }) => code);
  }

  /** Tickets die: nobody is let in with them. */
  async refund(lineIds: readonly number[], at: Date): Promise<void> {
    await this.database.prepared(
      'refund-tickets',
      `UPDATE tickets SET status = 'refunded', refunded_at = $2, is_inside = false
       WHERE order_item_id = ANY ($1::int[]) AND status <> 'refunded'`,
      [lineIds, at],
    );
  }
}
