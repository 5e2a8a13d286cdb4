import { decimalOf } from '../../../platform/money/index.js';
import type { Order, OrderLine } from '../order.js';
import { amountDue, netOf, refundState, shownStatus } from '../orders.policy.js';
import type {
  AdminOrderResponse,
  OrderEventResponse,
  OrderLineResponse,
  OrderResponse,
} from './order.dto.js';
import type { FoundOrder, OrderEvent } from './order-list.repository.js';

/** An order as its buyer sees it. */
export function toOrderResponse(order: Order): OrderResponse {
  return {
    id: order.id,
    status: shownStatus(order.status),
    refund_state: refundState(order),
    lines: order.lines.map(toLineResponse),
    excluded: [...order.excluded],
    discounts: decimalOf(order.discount),
    total_amount: decimalOf(order.total),
    bonus_amount: decimalOf(order.bonus),
    amount_due: decimalOf(amountDue(order)),
    refunded_amount: decimalOf(order.refunded),
    currency: order.currency,
    created_at: order.createdAt.toISOString(),
    expires_at: order.expiresAt.toISOString(),
    paid_at: order.paidAt?.toISOString() ?? null,
  };
}

function toLineResponse(line: OrderLine): OrderLineResponse {
  return {
    id: line.id,
    kind: line.kind,
    title: line.title,
    quantity: line.quantity,
    price_at_order: decimalOf(line.price),
    discount: decimalOf(line.discount),
    net: decimalOf(netOf(line)),
    bonus_amount: decimalOf(line.bonus),
    refunded: line.refundedAt !== null,
    refunded_amount: decimalOf(line.refunded),
    ...(line.movieUuid === null ? {} : { movie_uuid: line.movieUuid }),
    ...line.description,
  };
}

/** An order as moderators see it. */
export function toAdminOrderResponse(order: FoundOrder): AdminOrderResponse {
  return { ...toOrderResponse(order), user_id: order.userId, seller_id: order.sellerId, email: order.email };
}

export function toEventResponse({ from, to, reason, actorId, at }: OrderEvent): OrderEventResponse {
  return { from, to, reason, actor_id: actorId, at: at.toISOString() };
}
