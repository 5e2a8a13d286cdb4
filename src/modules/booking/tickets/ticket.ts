import type { Audience, ScreeningFacts, SeatCategory } from '../../theatre/index.js';

/** What a ticket is: good, good and scanned at the door, or given back. */
export const TICKET_STATUSES = ['valid', 'used', 'refunded'] as const;

export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** The seat that a ticket is for. */
export interface TicketSeat {
  readonly id: number;
  readonly row: string;
  readonly number: number;
  readonly category: SeatCategory;
}

/** A ticket as the books have it. */
export interface TicketRecord {
  readonly id: number;
  readonly code: string;
  readonly status: TicketStatus;
  readonly orderId: number;
  readonly lineId: number;
  readonly screeningId: number;
  readonly seat: TicketSeat;
  /** Null where nobody who has an account holds it. */
  readonly holderId: number | null;
  /** Where it was sent; null where the holder is known by the account alone, or is nobody. */
  readonly holderEmail: string | null;
  /** The cashier; null for what was ordered online. */
  readonly sellerId: number | null;
  /** Minor units. */
  readonly price: number;
  readonly currency: string;
  readonly audience: Audience;
  readonly isInside: boolean;
  /** The first time. */
  readonly checkedInAt: Date | null;
  readonly checkedInBy: number | null;
  readonly transferredAt: Date | null;
  readonly refundedAt: Date | null;
  readonly createdAt: Date;
}

/** A ticket with what it admits to. */
export interface Ticket extends TicketRecord {
  readonly screening: ScreeningFacts;
}
