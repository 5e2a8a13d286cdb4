/**
 * Payments: how the money comes and goes. Pages of the gateway, what it tells, what goes back; orders know it through their
 * `PaymentPort` alone.
 * Invariants: a payment is booked once, with the order or not at all; money that cannot be used goes back, once; no more goes
 * back than was captured; an order has one live page to pay on; an event is handled once.
 */
export { PaymentsModule } from './payments.module.js';
