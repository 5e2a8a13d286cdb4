import type { TicketResponse } from '../../src/modules/booking/tickets/ticket.dto.js';
import { aPaidSeatOrder } from './booking.js';
import type { Customer, Shop } from './shop.js';
import type { TestScreening } from './theatre.js';

/** Buys seats; their tickets, in the order of the seats. */
export async function someTickets(
  customer: Customer,
  screening: TestScreening,
  names: string,
): Promise<TicketResponse[]> {
  const { lines } = await aPaidSeatOrder(customer, screening, names);
  const tickets: TicketResponse[] = [];
  for (const { ticket_code: code } of lines) {
    tickets.push((await customer.client.get(`/tickets/${code ?? ''}`).expect(200)).body as TicketResponse);
  }
  return tickets;
}

/** Buys a seat. */
export async function aTicket(
  customer: Customer,
  screening: TestScreening,
  name = 'B3',
): Promise<TicketResponse & { readonly qr: string }> {
  const [ticket] = await someTickets(customer, screening, name);
  if (typeof ticket?.qr !== 'string') throw new Error('There is no ticket that can be shown.');
  return { ...ticket, qr: ticket.qr };
}

/** Scans at the door, as a cashier. */
export function scan({ app }: Pick<Shop, 'app'>, body: object) {
  return app.as('cashier').post('/tickets/check-in').send(body);
}
