import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type Page, requireSpan, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type {
  AdminPaymentListQuery,
  AdminPaymentResponse,
  PaymentListQuery,
  PaymentResponse,
} from './payment.dto.js';
import { toAdminPaymentResponse, toPaymentResponse } from './payment.mapper.js';
import { type PaymentFilter, PaymentListRepository } from './payment-list.repository.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'p.created_at', type: 'timestamptz' },
    amount: { sql: 'p.amount', type: 'numeric' },
  },
  idSql: 'p.id',
};

/** Looking through payments. */
@Injectable()
export class PaymentListService {
  constructor(private readonly payments: PaymentListRepository) {}

  /**
   * Somebody's payments, the newest first unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  own(userId: number, query: PaymentListQuery, url: string): Promise<Page<PaymentResponse>> {
    return walk(
      this.payments,
      ORDER,
      { filter: { ...filterOf(query), userId }, query, url },
      toPaymentResponse,
    );
  }

  /**
   * One of somebody's payments.
   * @throws NotFoundError, also for another's
   */
  async ownOne(userId: number, id: number): Promise<PaymentResponse> {
    const payment = await this.payments.find({ id, userId });
    if (!payment) throw new NotFoundError('payment', id);
    return toPaymentResponse(payment);
  }

  /**
   * Everybody's payments.
   * @throws InvalidFieldsError
   */
  all(query: AdminPaymentListQuery, url: string): Promise<Page<AdminPaymentResponse>> {
    const filter = { ...filterOf(query), userId: query.user_id, email: query.email?.trim() };
    return walk(this.payments, ORDER, { filter, query, url }, toAdminPaymentResponse);
  }
}

function filterOf({ status, method, from, to }: PaymentListQuery): PaymentFilter {
  requireSpan('', from, to);
  return { statuses: status, methods: method, createdFrom: from, createdBefore: to };
}
