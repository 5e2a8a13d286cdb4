/**
 * Orders: what somebody wants to have, what it costs, and what became of it. Knows the things that are sold, and the gateway,
 * only through its own interfaces.
 * Invariants: `price_at_order` never changes; the total is what the lines add up to; every step of the status is recorded and
 * legal; a paid order was confirmed once; what was given back is never more than what was paid.
 */
export { nothingWaits, notAllForSale, notSoldAtCounter, paidOtherwise } from './counter/counter.errors.js';
export { CounterRefunds, type HandedOut } from './counter/counter-refunds.service.js';
export { CounterSales } from './counter/counter-sales.service.js';
export {
  type LineFacts,
  type LineOrder,
  type NewLine,
  type OrderLineKind,
  type Prepared,
  type Refusal,
  type Revalidation,
  type Revocation,
  SellsOrderLines,
} from './lines/order-line-kind.js';
export type { Exclusion, LineDescription, Order, OrderLine } from './order.js';
export { alreadyRefunded, orderNotPaid, refundRefused } from './orders.errors.js';
export { OrdersModule } from './orders.module.js';
export { amountDue, moneyBack, netOf, splitOver } from './orders.policy.js';
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
  COUNTER_METHODS,
  type CounterMethod,
  type CounterMoney,
  type CounterPayment,
  HandlesPayments,
  type PaymentDemand,
  type PaymentPort,
  type RefundOrder,
  type RefundPart,
} from './payment/payment-port.js';
export { type AdjustableLine, AdjustsPrices, type PriceAdjustment } from './pricing/price-adjustment.js';
export {
  notEnoughPoints,
  NotEnoughPointsError,
  promoCodeRefused,
  PromoCodeRefusedError,
} from './pricing/pricing.errors.js';
export {
  dueOf,
  LEAST_DUE,
  type ReducibleLine,
  type Reduction,
  type ReductionRule,
  sumsOf,
  takeOff,
} from './pricing/pricing.policy.js';
export { OrderResponse } from './reading/order.dto.js';
export { OrderPresenter } from './reading/order-presenter.service.js';
export { OrderRefunds } from './refunds/order-refunds.service.js';
export { CreateOrderDto, OrderedConcessionDto } from './placing/create-order.dto.js';
export { OrderDrafts } from './placing/order-drafts.service.js';
export { ModeratorRefundDto } from './refunds/refund.dto.js';
