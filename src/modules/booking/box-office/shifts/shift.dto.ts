import { ApiProperty } from '@nestjs/swagger';
import {
  ListQuery,
  PageOf,
  QueryBoolean,
  QueryInteger,
  QueryMoment,
} from '../../../../platform/lists/index.js';
import { MoneyField } from '../../../../platform/money/index.js';

/** More cash than any till holds; minor units. */
const MOST_CASH = 100_000_000;
const isCash = (amount: number): boolean => amount <= MOST_CASH;
const CASH = 'from 0.00 to 1000000.00';

/** The beginning of a shift. */
export class OpenShiftDto {
  @MoneyField(isCash, CASH, '150.00')
  opening_float: number;
}

/** The end of a shift. */
export class CloseShiftDto {
  @MoneyField(isCash, CASH, '412.50')
  counted: number;
}

/** Amounts by the way of payment. */
export class ByMethodResponse {
  /** @example "262.50" */
  cash: string;
  /** @example "481.00" */
  card: string;
}

/** What a cashier sold and gave back between two counts of the till. */
export class ShiftResponse {
  /** @example 31 */
  id: number;
  /** @example 23 */
  cashier_id: number;
  /** @example "2026-11-21T13:55:00.000Z" */
  opened_at: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null while it is open.',
    example: '2026-11-21T22:10:00.000Z',
  })
  closed_at: string | null;
  /**
   * Cash in the till at the beginning; 0.00 where a sale opened the shift.
   * @example "150.00"
   */
  opening_float: string;
  /** @example 41 */
  sale_count: number;
  /** What was sold. */
  sales: ByMethodResponse;
  /** @example 1 */
  refund_count: number;
  /** What was handed out. */
  refunds: ByMethodResponse;
  /** The difference of the two. */
  takings: ByMethodResponse;
  /**
   * The cash that should be in the till: the float, and the takings in cash.
   * @example "412.50"
   */
  expected: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The cash that was found at the end; null while the shift is open.',
    example: '410.00',
  })
  counted: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What was found more than expected; negative where cash is missing. Null while it is open.',
    example: '-2.50',
  })
  difference: string | null;
  /** @example "usd" */
  currency: string;
}

/** A shift, as moderators see it. */
export class AdminShiftResponse extends ShiftResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where the account was deleted.',
    example: 'cora@cinema.example',
  })
  cashier_email: string | null;
}

export class ShiftPage extends PageOf(AdminShiftResponse) {}

/** How to list shifts. */
export class ShiftListQuery extends ListQuery {
  @QueryInteger(1, 2_147_483_647, { description: 'Only shifts of this account.', example: 23 })
  cashier_id?: number;

  @QueryMoment('from', {
    description: 'Only shifts opened at this time or later. A date alone means its beginning, in UTC.',
    example: '2026-11-01',
  })
  from?: Date;

  @QueryMoment('to', {
    description: 'Only shifts opened at this time or earlier. A date alone means the whole day, in UTC.',
    example: '2026-11-30',
  })
  to?: Date;

  @QueryBoolean({ description: 'Only shifts that are open, or only those that are closed.', example: false })
  open?: boolean;
}
