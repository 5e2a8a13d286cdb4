import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import {
  bookmarksOf,
  type Page,
  parseSort,
  requireSpan,
  type SortColumn,
  toPage,
  windowOf,
} from '../../../platform/lists/index.js';
import type {
  AdminPaymentListQuery,
  AdminPaymentResponse,
  PaymentListQuery,
  PaymentResponse,
} from './payment.dto.js';
import { toAdminPaymentResponse, toPaymentResponse } from './payment.mapper.js';
import { type FoundPayment, type PaymentFilter, PaymentListRepository } from './payment-list.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  created_at: { sql: 'p.created_at', type: 'timestamptz' },
  amount: { sql: 'p.amount', type: 'numeric' },
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
    return this.list({ ...filterOf(query), userId }, query, url, toPaymentResponse);
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
    return this.list(filter, query, url, toAdminPaymentResponse);
  }

  private async list<Response>(
    filter: PaymentFilter,
    query: PaymentListQuery,
    url: string,
    toResponse: (payment: FoundPayment) => Response,
  ): Promise<Page<Response>> {
    const order = parseSort(query.sort ?? '-created_at', SORT_COLUMNS);
    const total = await this.payments.count(filter);
    const found = await this.payments.page(filter, (parameters) =>
      windowOf(query, order, 'p.id', total, parameters),
    );
    const bookmarks = bookmarksOf(order, found[0]?.keys, found.at(-1)?.keys);
    return toPage(found.map(toResponse), query, total, url, bookmarks);
  }
}

function filterOf({ status, from, to }: PaymentListQuery): PaymentFilter {
  requireSpan('', from, to);
  return { statuses: status, createdFrom: from, createdBefore: to };
}
