import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type Page, requireSpan, walk, type WalkOrder } from '../../../platform/lists/index.js';
import { LineDescriptions } from '../lines/line-descriptions.service.js';
import { OrdersRepository } from '../orders.repository.js';
import { ORDER_STATUSES } from '../order.js';
import { shownStatus } from '../orders.policy.js';
import type {
  AdminOrderDetailResponse,
  AdminOrderListQuery,
  AdminOrderResponse,
  OrderListQuery,
  OrderResponse,
} from './order.dto.js';
import { toAdminOrderResponse, toEventResponse, toOrderResponse } from './order.mapper.js';
import { type OrderFilter, OrderListRepository } from './order-list.repository.js';
import { OrderPresenter } from './order-presenter.service.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'o.created_at', type: 'timestamptz' },
    total_amount: { sql: 'o.total_amount', type: 'numeric' },
  },
  idSql: 'o.id',
};

/** Looking through orders. */
@Injectable()
export class OrderListService {
  constructor(
    private readonly lists: OrderListRepository,
    private readonly orders: OrdersRepository,
    private readonly descriptions: LineDescriptions,
    private readonly presenter: OrderPresenter,
  ) {}

  /**
   * Somebody's orders, the newest first unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  own(userId: number, query: OrderListQuery, url: string): Promise<Page<OrderResponse>> {
    const filter = { ...filterOf(query), userId };
    return walk(this.described, ORDER, { filter, query, url }, toOrderResponse);
  }

  /**
   * One of somebody's orders.
   * @throws NotFoundError, also for another's
   */
  async ownOne(userId: number, id: number): Promise<OrderResponse> {
    const order = await this.orders.find(id);
    if (order?.userId !== userId) throw new NotFoundError('order', id);
    return this.presenter.present(order);
  }

  /**
   * Everybody's orders.
   * @throws InvalidFieldsError
   */
  all(query: AdminOrderListQuery, url: string): Promise<Page<AdminOrderResponse>> {
    const filter = { ...filterOf(query), userId: query.user_id, email: query.email?.trim() };
    return walk(this.described, ORDER, { filter, query, url }, toAdminOrderResponse);
  }

  /**
   * Any order, with everything that happened to it.
   * @throws NotFoundError
   */
  async detail(id: number): Promise<AdminOrderDetailResponse> {
    const order = await this.lists.findWithBuyer(id);
    if (!order) throw new NotFoundError('order', id);
    const events = await this.lists.events(id);
    const described = await this.descriptions.ofOne(order);
    return { ...toAdminOrderResponse(described), events: events.map(toEventResponse) };
  }

  /** The list, with what each kind of thing knows of its lines. */
  private get described(): Pick<OrderListRepository, 'count' | 'page'> {
    return {
      count: (filter) => this.lists.count(filter),
      page: async (filter, windowOf) => this.descriptions.of(await this.lists.page(filter, windowOf)),
    };
  }
}

/** What is shown as canceled may be canceled or refunded. */
function filterOf({ status, from, to }: OrderListQuery): OrderFilter {
  requireSpan('', from, to);
  return {
    statuses: status && ORDER_STATUSES.filter((kept) => status.includes(shownStatus(kept))),
    createdFrom: from,
    createdBefore: to,
  };
}
