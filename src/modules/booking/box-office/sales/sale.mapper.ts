import { decimalOf } from '../../../../platform/money/index.js';
import type { CounterPayment } from '../../../orders/index.js';
import type { Ticket } from '../../tickets/ticket.js';
import { toTicketResponse } from '../../tickets/ticket.mapper.js';
import type { TillEntryResponse } from './entry.dto.js';
import type { CounterPaymentResponse, PrintableTicketResponse } from './sale.dto.js';
import type { FoundEntry } from './till-entries.repository.js';

/** A ticket with the way to its page. */
export function toPrintableTicket(ticket: Ticket, qr: string): PrintableTicketResponse {
  const isGood = ticket.status !== 'refunded';
  return {
    ...toTicketResponse(ticket, isGood ? qr : null),
    pdf: isGood ? `/tickets/${ticket.code}.pdf` : null,
  };
}

/** Money that was taken, as cashiers see it. */
export function toCounterPaymentResponse(payment: CounterPayment): CounterPaymentResponse {
  return {
    id: payment.id,
    order_id: payment.orderId,
    amount: decimalOf(payment.amount),
    refunded_amount: decimalOf(payment.refunded),
    waiting_amount: decimalOf(payment.waiting),
    currency: payment.currency,
    status: payment.status,
    method: payment.method,
    external_payment_id: null,
    items: payment.items.map(({ lineId, amount }) => ({
      order_item_id: lineId,
      price_at_payment: decimalOf(amount),
    })),
    created_at: payment.at.toISOString(),
  };
}

/** What a till did, as cashiers see it. */
export function toEntryResponse(entry: FoundEntry): TillEntryResponse {
  return {
    id: entry.id,
    shift_id: entry.shiftId,
    kind: entry.kind,
    method: entry.method,
    amount: decimalOf(entry.amount),
    currency: entry.currency,
    order_id: entry.orderId,
    titles: [...entry.titles],
    created_at: entry.at.toISOString(),
  };
}
