import { decimalOf } from '../../../platform/money/index.js';
import { adviceFor } from '../settlement/decline-advice.js';
import type { AdminPaymentResponse, PaymentResponse } from './payment.dto.js';
import type { FoundPayment } from './payment-list.repository.js';

/** What customers see of their payments. */
export function toPaymentResponse(payment: FoundPayment): PaymentResponse {
  return {
    id: payment.id,
    order_id: payment.orderId,
    amount: decimalOf(payment.amount),
    refunded_amount: decimalOf(payment.refunded),
    currency: payment.currency,
    status: payment.status,
    method: payment.method,
    external_payment_id: payment.externalId,
    items: payment.items.map(({ orderItemId, title, price }) => ({
      order_item_id: orderItemId,
      title,
      price_at_payment: decimalOf(price),
    })),
    ...(payment.status === 'canceled' ? { advice: adviceFor(payment.declineCode) } : {}),
    created_at: payment.createdAt.toISOString(),
  };
}

/** What moderators see of payments. */
export function toAdminPaymentResponse(payment: FoundPayment): AdminPaymentResponse {
  return {
    ...toPaymentResponse(payment),
    user_id: payment.userId,
    email: payment.email,
    settlement: payment.settlement,
    decline_code: payment.declineCode,
  };
}
