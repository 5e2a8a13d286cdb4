import { ApiProperty } from '@nestjs/swagger';
import { AUDIENCES, type Audience, SEAT_CATEGORIES, type SeatCategory } from '../../theatre/index.js';
import { TICKET_STATUSES, type TicketStatus } from './ticket.js';

class TicketCinemaResponse {
  /** @example 2 */
  id: number;
  /** @example "Kino am Eck" */
  name: string;
  /** @example "Hauptstraße 1, 10115 Berlin" */
  address: string;
  /**
   * IANA.
   * @example "Europe/Berlin"
   */
  time_zone: string;
}

class TicketHallResponse {
  /** @example 3 */
  id: number;
  /** @example "Hall 1" */
  name: string;
  /** @example "standard" */
  type: string;
}

class TicketMovieResponse {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /** @example 1995 */
  year: number;
}

/** What a ticket admits to. */
export class TicketScreeningResponse {
  /** @example 12 */
  id: number;
  /** @example "scheduled" */
  status: string;
  /** @example "2026-11-21T17:30:00.000Z" */
  starts_at: string;
  /** @example "2026-11-21T20:20:00.000Z" */
  ends_at: string;
  /** @example "en" */
  language: string | null;
  /** @example "de" */
  subtitles: string | null;
  /** @example "2D" */
  format: string;
  movie: TicketMovieResponse;
  hall: TicketHallResponse;
  cinema: TicketCinemaResponse;
}

/** The seat that a ticket is for. */
export class TicketSeatResponse {
  /** @example 34 */
  id: number;
  /** @example "B" */
  row: string;
  /** @example 4 */
  number: number;
  @ApiProperty({ enum: SEAT_CATEGORIES, example: 'standard' })
  category: SeatCategory;
}

/** A ticket. */
export class TicketResponse {
  /** @example "ABCDEFGHJKLMNPQR" */
  code: string;
  @ApiProperty({
    enum: TICKET_STATUSES,
    description: '`used` once somebody was let in with it.',
    example: 'valid',
  })
  status: TicketStatus;
  /**
   * What its QR says; `GET /tickets/verification-key` explains it. Null once the ticket was refunded.
   * @example "OC1.2026a.ABCDEFGHJKLMNPQR.12.34.1763757000.m0q…"
   */
  qr: string | null;
  screening: TicketScreeningResponse;
  seat: TicketSeatResponse;
  /** @example "12.50" */
  price: string;
  /** @example "usd" */
  currency: string;
  @ApiProperty({ enum: AUDIENCES, example: 'adult' })
  audience: Audience;
  /** @example 1042 */
  order_id: number;
  /**
   * The cashier who sold it; null for what was ordered online.
   * @example 2
   */
  seller_id: number | null;
  /**
   * When somebody was let in with it for the first time.
   * @example "2026-11-22T09:55:00.000Z"
   */
  checked_in_at: string | null;
  /**
   * Whether whoever was let in is inside.
   * @example false
   */
  inside: boolean;
  /**
   * When it was passed on for the last time.
   * @example "2026-11-20T18:00:00.000Z"
   */
  transferred_at: string | null;
  /** @example "2026-11-20T18:05:00.000Z" */
  refunded_at: string | null;
  /** @example "2026-11-20T09:31:12.000Z" */
  created_at: string;
}
