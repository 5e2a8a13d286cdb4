import { ApiProperty } from '@nestjs/swagger';
import {
  ListQuery,
  PageOf,
  QueryAnyWord,
  QueryInteger,
  QueryMoment,
  QueryText,
} from '../../../platform/lists/index.js';
import { type RefundState, REFUND_STATES, type ShownStatus, SHOWN_STATUSES } from '../orders.policy.js';

/** Something that was asked for and could not be bought. */
export class ExclusionResponse {
  /** @example "movie" */
  kind: string;
  /**
   * What it is known by: a film's uuid, the id of a hold, or of a seat.
   * @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11"
   */
  ref: string;
  /** @example "Heat (1995)" */
  title: string;
  /** @example "already-purchased" */
  reason: string;
  /**
   * The open order that it is in, where that is the reason.
   * @example 1041
   */
  order_id?: number;
}

/** The seat that a line is for. */
export class OrderLineSeat {
  /** @example 17 */
  id: number;
  /** @example "B" */
  row: string;
  /** @example 4 */
  number: number;
  /** @example "standard" */
  category: string;
}

/** The screening that a line is for. */
export class OrderLineScreening {
  /** @example 8 */
  id: number;
  /** @example "2026-11-21T17:30:00.000Z" */
  starts_at: string;
  /** @example "Online Cinema Berlin" */
  cinema: string;
  /** @example "Hall 1" */
  hall: string;
}

/** One line of an order. */
export class OrderLineResponse {
  /** @example 2041 */
  id: number;
  @ApiProperty({
    type: String,
    description: 'What kind of thing: `movie`, `seat` or `concession`.',
    example: 'movie',
  })
  kind: string;
  /** @example "Heat (1995)" */
  title: string;
  /** @example 1 */
  quantity: number;
  /**
   * What one piece cost when it was ordered; it never changes.
   * @example "9.99"
   */
  price_at_order: string;
  /**
   * Taken off the whole line.
   * @example "0.00"
   */
  discount: string;
  /**
   * What the line costs after its discount.
   * @example "9.99"
   */
  net: string;
  /**
   * The part that points pay.
   * @example "0.00"
   */
  bonus_amount: string;
  /**
   * Whether nothing of the line is left.
   * @example false
   */
  refunded: boolean;
  /** @example "0.00" */
  refunded_amount: string;
  /**
   * The film, where the line is for one.
   * @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11"
   */
  movie_uuid?: string;
  /** Where the line is for a seat. */
  seat?: OrderLineSeat;
  /** Where the line is for a seat. */
  screening?: OrderLineScreening;
  /**
   * The ticket, once a seat is paid; not any more when it was passed on to somebody else, or given back.
   * @example "7KQ4M-2XJ9P-HR3TW"
   */
  ticket_code?: string;
  /**
   * What was ordered, where the line is for snacks or drinks.
   * @example 4
   */
  item_id?: number;
  /**
   * What snacks and drinks are picked up with, once they are paid.
   * @example "K7M2QX"
   */
  pickup_code?: string;
}

/** An order. */
export class OrderResponse {
  /** @example 1042 */
  id: number;
  @ApiProperty({
    enum: SHOWN_STATUSES,
    description: 'An order that was refunded as a whole shows `canceled`, with `refund_state` `full`.',
    example: 'pending',
  })
  status: ShownStatus;
  @ApiProperty({ enum: REFUND_STATES, example: 'none' })
  refund_state: RefundState;
  lines: OrderLineResponse[];
  /** What was asked for and could not be bought, and why. */
  excluded: ExclusionResponse[];
  /** @example "0.00" */
  discounts: string;
  /**
   * After discounts.
   * @example "9.99"
   */
  total_amount: string;
  /**
   * Paid with points.
   * @example "0.00"
   */
  bonus_amount: string;
  /**
   * To be paid with money, or what was.
   * @example "9.99"
   */
  amount_due: string;
  /** @example "0.00" */
  refunded_amount: string;
  /** @example "usd" */
  currency: string;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
  /**
   * Until when it waits for its payment.
   * @example "2026-11-21T09:45:00.000Z"
   */
  expires_at: string;
  /**
   * Null before it is paid.
   * @example "2026-11-21T09:31:12.000Z"
   */
  paid_at: string | null;
}

export class OrderPage extends PageOf(OrderResponse) {}

/** An order, as moderators see it. */
export class AdminOrderResponse extends OrderResponse {
  /**
   * Null for a sale to somebody who walked in.
   * @example 17
   */
  user_id: number | null;
  /**
   * The cashier who sold it; null for what was ordered online.
   * @example 23
   */
  seller_id: number | null;
  /**
   * Of the account, or left at the counter. Null where nobody is known, or the account was deleted.
   * @example "ada@mail.example"
   */
  email: string | null;
}

export class AdminOrderPage extends PageOf(AdminOrderResponse) {}

/** One step of an order. */
export class OrderEventResponse {
  /** @example "pending" */
  from: string | null;
  /** @example "paid" */
  to: string;
  /** @example "paid" */
  reason: string;
  /**
   * The account that did it; null for the program itself.
   * @example 17
   */
  actor_id: number | null;
  /** @example "2026-11-21T09:31:12.000Z" */
  at: string;
}

/** An order with everything that happened to it. */
export class AdminOrderDetailResponse extends AdminOrderResponse {
  events: OrderEventResponse[];
}

/** How to list one's orders. */
export class OrderListQuery extends ListQuery {
  @QueryAnyWord(SHOWN_STATUSES, {
    description: 'Only orders of this status; given several times, of any of them.',
  })
  status?: ShownStatus[];

  @QueryMoment('from', {
    description: 'Only orders made at this time or later. A date alone means its beginning, in UTC.',
    example: '2026-11-01',
  })
  from?: Date;

  @QueryMoment('to', {
    description: 'Only orders made at this time or earlier. A date alone means the whole day, in UTC.',
    example: '2026-11-30',
  })
  to?: Date;
}

/** How to list everybody's orders. */
export class AdminOrderListQuery extends OrderListQuery {
  @QueryInteger(1, 2_147_483_647, { description: 'Only orders of this account.', example: 17 })
  user_id?: number;

  @QueryText(254, {
    description: 'Only orders of people whose e-mail contains this, whatever its case.',
    example: 'ada@',
  })
  email?: string;
}
