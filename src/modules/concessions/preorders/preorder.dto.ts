import { ApiProperty } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryAnyWord, QueryInteger } from '../../../platform/lists/index.js';
import { MAX_ID } from '../../theatre/index.js';
import { PREORDER_STATUSES, type PreorderStatus } from './preorder.js';

/** What one piece of a combo, or all of them together, is made of. */
export class PreorderPartResponse {
  /** @example 4 */
  item_id: number;
  /** @example "Cola" */
  name: string;
  @ApiProperty({ type: String, nullable: true, example: 'large' })
  size: string | null;
  /** @example 2 */
  quantity: number;
}

/** What is handed over. */
export class PreorderItemResponse extends PreorderPartResponse {
  /** What a combo is made of, for all of its pieces together. */
  parts?: PreorderPartResponse[];
}

/** Where it is picked up. */
export class PreorderCinemaResponse {
  /** @example 1 */
  id: number;
  /** @example "Cinema on the Square" */
  name: string;
}

/** What one order has to be picked up at one cinema. */
export class PreorderResponse {
  /**
   * To be said at the counter.
   * @example "K7M2QX"
   */
  pickup_code: string;
  @ApiProperty({ enum: PREORDER_STATUSES, example: 'placed' })
  status: PreorderStatus;
  items: PreorderItemResponse[];
  cinema: PreorderCinemaResponse;
  /** @example 1042 */
  order_id: number;
  /** @example "2026-11-21T16:31:12.000Z" */
  created_at: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When the first screening of the order begins there; null for an order without seats there.',
    example: '2026-11-21T17:30:00.000Z',
  })
  needed_at: string | null;
  /**
   * Until when it waits.
   * @example "2026-11-22T20:15:00.000Z"
   */
  expires_at: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-21T17:10:00.000Z' })
  ready_at: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-21T17:21:40.000Z' })
  collected_at: string | null;
}

export class PreorderPage extends PageOf(PreorderResponse) {}

const CINEMA = {
  description: 'Only those at this cinema. Cashiers see what everybody has to be handed there.',
  example: 1,
};

/** How to list pre-orders. */
export class PreorderListQuery extends ListQuery {
  @QueryInteger(1, MAX_ID, CINEMA)
  cinema_id?: number;

  @QueryAnyWord(PREORDER_STATUSES, {
    description:
      'Only with this status; several mean any of them. `placed` and `ready` in the queue of a cinema.',
  })
  status?: PreorderStatus[];
}

/** Which pre-order is meant. */
export class PreorderQuery {
  @QueryInteger(1, MAX_ID, {
    description:
      'The cinema, for cashiers: the code of a pre-order that is over may come again elsewhere. Codes of open ones are unique.',
    example: 1,
  })
  cinema_id?: number;
}

/** Which queue is watched. */
export class QueueQuery {
  @QueryInteger(1, MAX_ID, { description: 'The cinema; must be given.', example: 1 })
  cinema_id?: number;
}
