/**
 * Booking: seats held for minutes, sold as order lines, let in with tickets; and the box office.
 * Invariants: a sold seat has exactly one ticket that is not refunded, of a paid order, and the reverse; a ticket lets
 * somebody in once, until they leave; every sale of a cashier belongs to a shift.
 */
export {
  boxOfficeAsOf,
  type BoxOfficeFigures,
  BoxOfficeFiguresRepository,
} from './box-office-figures/box-office-figures.repository.js';
export {
  SOLD_TICKET_ORDER,
  type SoldTicket,
  SoldTicketsRepository,
} from './box-office-figures/sold-tickets.repository.js';
export { BookingModule } from './booking.module.js';
export { MailableEmail } from './mailable-email.js';
export { type UpcomingTicket, UpcomingTickets } from './tickets/reading/upcoming-tickets.service.js';
