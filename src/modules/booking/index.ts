/**
 * Booking: seats held for minutes, sold as order lines, let in with tickets; and the box office.
 * Invariants: a sold seat has exactly one ticket that is not refunded, of a paid order, and the reverse; a ticket lets
 * somebody in once, until they leave; every sale of a cashier belongs to a shift.
 */
export { BookingModule } from './booking.module.js';
