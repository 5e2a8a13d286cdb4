import { ApiProperty } from '@nestjs/swagger';
import {
  ListQuery,
  PageOf,
  QueryAnyWord,
  QueryInteger,
  QueryMoment,
  QueryText,
} from '../../../platform/lists/index.js';
import { PAYMENT_METHODS, PAYMENT_STATUSES, type PaymentMethod, type PaymentStatus } from '../payment.js';

/** A line of an order that was paid. */
export class PaymentItemResponse {
  /** @example 2041 */
  order_item_id: number;
  /** @example "Heat (1995)" */
  title: string;
  /**
   * What was paid for it with money.
   * @example "9.99"
   */
  price_at_payment: string;
}

/** A payment, or an attempt at one. */
export class PaymentResponse {
  /** @example 311 */
  id: number;
  /** @example 1042 */
  order_id: number;
  /** @example "9.99" */
  amount: string;
  /**
   * Given back, or on its way back.
   * @example "0.00"
   */
  refunded_amount: string;
  /** @example "usd" */
  currency: string;
  @ApiProperty({
    enum: PAYMENT_STATUSES,
    description: '`canceled` was declined; `refunded` was given back as a whole.',
    example: 'successful',
  })
  status: PaymentStatus;
  @ApiProperty({
    enum: PAYMENT_METHODS,
    description: '`stripe` was paid online, `cash` and `terminal` (a card) at the counter.',
    example: 'stripe',
  })
  method: PaymentMethod;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the payment provider knows it by; null for what was paid at the counter.',
    example: 'pi_3QxT2eLkdIwHu7ix0c1B2a3D',
  })
  external_payment_id: string | null;
  @ApiProperty({
    type: [PaymentItemResponse],
    description: 'Empty for a payment that was declined, and for money that could not be used and went back.',
  })
  items: PaymentItemResponse[];
  /**
   * For a payment that was declined: what to try next.
   * @example "There is not enough money on the card. Try another card, or pay once it is topped up."
   */
  advice?: string;
  /** @example "2026-11-21T09:31:12.000Z" */
  created_at: string;
}

export class PaymentPage extends PageOf(PaymentResponse) {}

/** A payment, as moderators see it. */
export class AdminPaymentResponse extends PaymentResponse {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null for a sale to somebody who walked in.',
    example: 17,
  })
  user_id: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Of the account, or left at the counter. Null where nobody is known, or the account was deleted.',
    example: 'ada@mail.example',
  })
  email: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      '`fulfilled`, or why the money could not be used and goes back: `paid-already`, `too-late`, `mismatch`. Null for a payment that was declined.',
    example: 'fulfilled',
  })
  settlement: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why the bank declined it.',
    example: null,
  })
  decline_code: string | null;
}

export class AdminPaymentPage extends PageOf(AdminPaymentResponse) {}

/** How to list one's payments. */
export class PaymentListQuery extends ListQuery {
  @QueryAnyWord(PAYMENT_STATUSES, {
    description: 'Only payments of this status; given several times, of any of them.',
  })
  status?: PaymentStatus[];

  @QueryAnyWord(PAYMENT_METHODS, {
    description:
      'Only payments by this way: `stripe` online, `cash` and `terminal` at the counter; given several times, by any of them.',
  })
  method?: PaymentMethod[];

  @QueryMoment('from', {
    description: 'Only payments made at this time or later. A date alone means its beginning, in UTC.',
    example: '2026-11-01',
  })
  from?: Date;

  @QueryMoment('to', {
    description: 'Only payments made at this time or earlier. A date alone means the whole day, in UTC.',
    example: '2026-11-30',
  })
  to?: Date;
}

/** How to list everybody's payments. */
export class AdminPaymentListQuery extends PaymentListQuery {
  @QueryInteger(1, 2_147_483_647, { description: 'Only payments of this account.', example: 17 })
  user_id?: number;

  @QueryText(254, {
    description: 'Only payments of people whose e-mail contains this, whatever its case.',
    example: 'ada@',
  })
  email?: string;
}
