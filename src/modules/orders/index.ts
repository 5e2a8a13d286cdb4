/**
 * Orders: what somebody wants to have, what it costs, and what became of it. Knows the things that are sold, and the gateway,
 * only through its own interfaces.
 * Invariants: `price_at_order` never changes; the total is what the lines add up to; every step of the status is recorded and
 * legal; a paid order was confirmed once; what was given back is never more than what was paid.
 */
export {
  type LineOrder,
  type NewLine,
  type OrderLineKind,
  type Prepared,
  type Refusal,
  type Revalidation,
  type Revocation,
  SellsOrderLines,
} from './lines/order-line-kind.js';
export type { Exclusion, Order, OrderLine } from './order.js';
export { OrdersModule } from './orders.module.js';
export { amountDue, netOf, splitOver } from './orders.policy.js';
export { OrderPayments } from './payment/order-payments.service.js';
export type { Money, Settlement } from './payment/settlement.js';
export {
  NothingToPayError,
  PaymentDisputedError,
  PaymentMethodUnavailableError,
  PaymentsUnavailableError,
  paymentsUnavailable,
  RefundTooHighError,
} from './payment/payment-port.errors.js';
export {
  HandlesPayments,
  type PaymentDemand,
  type PaymentPort,
  type RefundOrder,
  type RefundPart,
} from './payment/payment-port.js';
export { CreateOrderDto } from './placing/create-order.dto.js';
