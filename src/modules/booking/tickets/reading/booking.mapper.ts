import { decimalOf } from '../../../../platform/money/index.js';
import type { BookingResponse } from './ticket-list.dto.js';
import type { FoundTicket } from './ticket-list.repository.js';

/** A ticket of a screening as moderators see it. */
export function toBookingResponse(ticket: FoundTicket): BookingResponse {
  return {
    code: ticket.code,
    status: ticket.status,
    seat: { ...ticket.seat },
    price: decimalOf(ticket.price),
    currency: ticket.currency,
    audience: ticket.audience,
    order_id: ticket.orderId,
    holder: { id: ticket.holderId, email: ticket.email },
    seller_id: ticket.sellerId,
    checked_in_at: ticket.checkedInAt?.toISOString() ?? null,
    checked_in_by: ticket.checkedInBy,
    inside: ticket.isInside,
    transferred_at: ticket.transferredAt?.toISOString() ?? null,
    refunded_at: ticket.refundedAt?.toISOString() ?? null,
    created_at: ticket.createdAt.toISOString(),
  };
}
