import { decimalOf } from '../../../platform/money/index.js';
import type { ScreeningFacts } from '../../theatre/index.js';
import type { TicketResponse, TicketScreeningResponse } from './ticket.dto.js';
import type { Ticket } from './ticket.js';

/** @param qr the text of its QR */
export function toTicketResponse(ticket: Ticket, qr: string | null): TicketResponse {
  return { ...toTicketFacts(ticket), qr };
}

/** A ticket without what opens the door. */
export function toTicketFacts(ticket: Ticket): Omit<TicketResponse, 'qr'> {
  return {
    code: ticket.code,
    status: ticket.status,
    screening: toScreeningResponse(ticket.screening),
    seat: { ...ticket.seat },
    price: decimalOf(ticket.price),
    currency: ticket.currency,
    audience: ticket.audience,
    order_id: ticket.orderId,
    seller_id: ticket.sellerId,
    checked_in_at: ticket.checkedInAt?.toISOString() ?? null,
    inside: ticket.isInside,
    transferred_at: ticket.transferredAt?.toISOString() ?? null,
    refunded_at: ticket.refundedAt?.toISOString() ?? null,
    created_at: ticket.createdAt.toISOString(),
  };
}

/** What a ticket tells of its screening. */
export function toScreeningResponse(screening: ScreeningFacts): TicketScreeningResponse {
  const { movie, hall, cinema } = screening;
  return {
    id: screening.id,
    status: screening.status,
    starts_at: screening.startsAt.toISOString(),
    ends_at: screening.endsAt.toISOString(),
    language: screening.language,
    subtitles: screening.subtitles,
    format: screening.format,
    movie: { uuid: movie.uuid, name: movie.name, year: movie.year },
    hall: { id: hall.id, name: hall.name, type: hall.type },
    cinema: { id: cinema.id, name: cinema.name, address: cinema.address, time_zone: cinema.timeZone },
  };
}
