import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  COUNTER_METHODS,
  type CounterMethod,
  ModeratorRefundDto,
  OrderedConcessionDto,
  OrderResponse,
} from '../../../orders/index.js';
import { type Audience, AUDIENCES } from '../../../theatre/index.js';
import { MailableEmail } from '../../mailable-email.js';
import { TicketResponse } from '../../tickets/ticket.dto.js';

const MAX_ID = 2_147_483_647;
const MAX_SEATS = 100;
const METHOD_MESSAGE = `must be one of ${COUNTER_METHODS.join(', ')}`;

/** What a cashier sells. */
export class SellDto {
  /**
   * With `seat_ids`; may be left out where snacks are sold alone.
   * @example 8
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ID)
  screening_id?: number;

  /**
   * The seats, by their ids in the seat map. All of them are sold, or none.
   * @example [17, 18]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SEATS)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  seat_ids?: number[];

  @IsOptional()
  @IsIn(AUDIENCES, { message: `must be one of ${AUDIENCES.join(', ')}` })
  @ApiProperty({
    enum: AUDIENCES,
    required: false,
    description: 'For whom the seats are; prices may depend on it. `adult` where it is left out.',
    example: 'adult',
  })
  audience?: Audience;

  /** Snacks and drinks; they are handed over at once. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => OrderedConcessionDto)
  concessions?: OrderedConcessionDto[];

  @ApiProperty({
    enum: COUNTER_METHODS,
    description: 'What it was paid with; a card goes into the terminal beside the till.',
    example: 'cash',
  })
  @IsIn(COUNTER_METHODS, { message: METHOD_MESSAGE })
  method: CounterMethod;

  /**
   * Whatever its case. Codes that are limited for each person need the e-mail of an account.
   * @example "AUTUMN20"
   */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  promo_code?: string;

  /**
   * Several codes, where the cinema takes more than one for an order.
   * @example ["AUTUMN20", "STUDENT"]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  promo_codes?: string[];

  @IsOptional()
  @MailableEmail({
    description:
      "Where the tickets and a confirmation are mailed to. Where an account has it, the order is the account's.",
    example: 'ada@mail.example',
    required: false,
  })
  customer_email?: string;
}

/** What a cashier takes back. */
export class CounterRefundDto extends ModeratorRefundDto {
  @IsOptional()
  @ApiProperty({
    enum: COUNTER_METHODS,
    required: false,
    description:
      'How the money is handed out. It is always the way it was paid; naming another one is refused, so that nobody reaches into the wrong till.',
    example: 'cash',
  })
  @IsIn(COUNTER_METHODS, { message: METHOD_MESSAGE })
  method?: CounterMethod;
}

/** What was paid for a line. */
export class CounterPaymentItemResponse {
  /** @example 2041 */
  order_item_id: number;
  /** @example "12.00" */
  price_at_payment: string;
}

/** Money that was taken at the counter. */
export class CounterPaymentResponse {
  /** @example 311 */
  id: number;
  /** @example 1042 */
  order_id: number;
  /** @example "24.00" */
  amount: string;
  /**
   * Given back, or waiting to be handed out.
   * @example "0.00"
   */
  refunded_amount: string;
  /**
   * The part of it that waits: given back online, by a moderator, or because the screening was canceled.
   * `POST /box-office/sales/{order_id}/payout` hands it out.
   * @example "0.00"
   */
  waiting_amount: string;
  /** @example "usd" */
  currency: string;
  /**
   * `successful`, or `refunded` where all of it was given back.
   * @example "successful"
   */
  status: string;
  @ApiProperty({ enum: COUNTER_METHODS, example: 'cash' })
  method: CounterMethod;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null: no payment provider knows of it.',
    example: null,
  })
  external_payment_id: string | null;
  items: CounterPaymentItemResponse[];
  /** @example "2026-11-21T17:31:12.000Z" */
  created_at: string;
}

/** A ticket that can be printed. */
export class PrintableTicketResponse extends TicketResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the page to print is; null for a ticket that was given back.',
    example: '/tickets/ABCDEFGHJKLMNPQR.pdf',
  })
  pdf: string | null;
}

/** A sale at the counter. */
export class SaleResponse {
  order: OrderResponse;
  /** Those that were given back among them. */
  tickets: PrintableTicketResponse[];
  @ApiProperty({ type: CounterPaymentResponse, nullable: true, description: 'Null where nothing was due.' })
  payment: CounterPaymentResponse | null;
}

/** What is to be handed out to the customer. */
export class HandedOutAmountResponse {
  /** @example "12.00" */
  amount: string;
  /** @example "usd" */
  currency: string;
  @ApiProperty({ enum: COUNTER_METHODS, example: 'cash' })
  method: CounterMethod;
}

/** A sale of which something was given back. */
export class HandedOutResponse extends SaleResponse {
  handed_out: HandedOutAmountResponse;
}
