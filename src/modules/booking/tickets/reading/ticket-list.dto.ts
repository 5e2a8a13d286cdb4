import { ApiProperty } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryAnyWord, QueryBoolean } from '../../../../platform/lists/index.js';
import { AUDIENCES, type Audience } from '../../../theatre/index.js';
import { TicketResponse, TicketSeatResponse } from '../ticket.dto.js';
import { TICKET_STATUSES, type TicketStatus } from '../ticket.js';

export class TicketPage extends PageOf(TicketResponse) {}

/** How to list the tickets of a screening. */
export class BookingListQuery extends ListQuery {
  @QueryAnyWord(TICKET_STATUSES, {
    description: 'Only tickets of this status; given several times, of any of them.',
    example: 'valid',
  })
  status?: TicketStatus[];
}

/** How to list one's tickets. */
export class TicketListQuery extends BookingListQuery {
  @QueryBoolean({
    description:
      'With `true` the tickets of screenings that are not over, without those that were given back, the next one first. With `false` those of screenings that are over.',
    example: true,
  })
  upcoming?: boolean;
}

/** Who holds a ticket. */
export class TicketHolderResponse {
  /**
   * Null where it was sent to an address that no account has.
   * @example 17
   */
  id: number | null;
  /** @example "ada@mail.example" */
  email: string | null;
}

/** A ticket of a screening, as moderators see it. */
export class BookingResponse {
  /** @example "ABCDEFGHJKLMNPQR" */
  code: string;
  @ApiProperty({ enum: TICKET_STATUSES, example: 'valid' })
  status: TicketStatus;
  seat: TicketSeatResponse;
  /** @example "12.50" */
  price: string;
  /** @example "usd" */
  currency: string;
  @ApiProperty({ enum: AUDIENCES, example: 'adult' })
  audience: Audience;
  /** @example 1042 */
  order_id: number;
  holder: TicketHolderResponse;
  /**
   * The cashier who sold it; null for what was ordered online.
   * @example 2
   */
  seller_id: number | null;
  /** @example "2026-11-22T09:55:00.000Z" */
  checked_in_at: string | null;
  /**
   * Who let somebody in with it for the first time.
   * @example 2
   */
  checked_in_by: number | null;
  /** @example false */
  inside: boolean;
  /** @example "2026-11-20T18:00:00.000Z" */
  transferred_at: string | null;
  /** @example "2026-11-20T18:05:00.000Z" */
  refunded_at: string | null;
  /** @example "2026-11-20T09:31:12.000Z" */
  created_at: string;
}

export class BookingPage extends PageOf(BookingResponse) {}
