import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import {
  ListQuery,
  PageOf,
  QueryBoolean,
  QueryInteger,
  QueryWord,
  QueryDay,
} from '../../../platform/lists/index.js';
import { MoneyField } from '../../../platform/money/index.js';
import { IfGiven, MAX_ID, Trimmed, CalendarDate } from '../../theatre/index.js';
import { ENTRY_KINDS, ENTRY_STATUSES, type EntryKind, type EntryStatus } from './payment-entry.js';

/** A payment to a distributor. */
export class CreatePaymentDto {
  @MoneyField((value) => value > 0, 'an amount above 0, up to 99999999.99', '632.15')
  amount: number;

  /**
   * The day on which it was paid; today, in UTC, when left out.
   * @example "2026-11-20"
   */
  @IfGiven()
  @CalendarDate()
  paid_on?: string;

  /** @example "bank transfer" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 20)
  method?: string | null;

  /** @example "2026/118" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 120)
  reference?: string | null;

  /** @example "First instalment." */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 500)
  note?: string | null;

  /**
   * Whether more may be paid than the contract comes to.
   * @example false
   */
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  force?: boolean;
}

/** Why a payment is taken back. */
export class ReversePaymentDto {
  /** @example "Entered for the wrong contract." */
  @Trimmed()
  @TextLength(1, 500)
  reason: string;
}

/** How to list what is due and what was paid. */
export class PaymentListQuery extends ListQuery {
  @QueryInteger(1, MAX_ID, { description: 'Only of this distributor.', example: 3 })
  distributor_id?: number;

  @QueryInteger(1, MAX_ID, { description: 'Only of this contract.', example: 12 })
  contract_id?: number;

  @QueryWord(ENTRY_KINDS, { description: 'Only what is due, or only what was paid.' })
  kind?: EntryKind;

  @QueryWord(ENTRY_STATUSES, {
    description: '`open` are film weeks that are not closed yet; everything else is `final`.',
  })
  status?: EntryStatus;

  @QueryDay({ description: 'Only what is due or was paid on this day or later.', example: '2026-11-01' })
  from?: string;

  @QueryDay({ description: 'Only what is due or was paid on this day or earlier.', example: '2026-11-30' })
  to?: string;

  @QueryBoolean({
    description: 'With `true` only what was due before today (in UTC) and is not paid.',
    example: true,
  })
  overdue?: boolean;
}

export class PaidDistributorResponse {
  /** @example 3 */
  id: number;
  /** @example "Northern Lights Film" */
  name: string;
}

export class PaidMovieResponse {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /** @example 1995 */
  year: number;
}

/** Something that is due to a distributor, or was paid. */
export class DistributorPaymentResponse {
  /** @example 77 */
  id: number;
  @ApiProperty({ enum: ENTRY_KINDS, example: 'due' })
  kind: EntryKind;
  @ApiProperty({
    enum: ENTRY_STATUSES,
    description: 'What is due is `open` until its film week is closed.',
    example: 'final',
  })
  status: EntryStatus;
  /** @example 12 */
  contract_id: number;
  distributor: PaidDistributorResponse;
  movie: PaidMovieResponse;
  /**
   * The film week that it is due for; null for payments.
   * @example 2
   */
  week: number | null;
  /**
   * The closing or correction that it is due for.
   * @example 31
   */
  settlement_id: number | null;
  /**
   * Negative for corrections that give back, and for payments that were taken back.
   * @example "632.15"
   */
  amount: string;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'What no payment covers yet, where the earliest dues are paid first; null for payments.',
    example: '132.15',
  })
  unpaid: string | null;
  /** @example "usd" */
  currency: string;
  /** @example "2026-11-30" */
  due_on: string | null;
  /** @example "2026-11-20" */
  paid_on: string | null;
  /** @example "bank transfer" */
  method: string | null;
  /** @example "2026/118" */
  reference: string | null;
  /** @example "First instalment." */
  note: string | null;
  /**
   * The payment that this one takes back.
   * @example 76
   */
  reverses_id: number | null;
  /**
   * The payment that takes this one back.
   * @example 78
   */
  reversed_by_id: number | null;
  /** @example "2026-11-20T10:00:00.000Z" */
  created_at: string;
  /** @example 2 */
  created_by: number | null;
}

/** Sums over everything that the filters find. */
export class PaymentTotalsResponse {
  /** @example "2632.15" */
  due: string;
  /** @example "2000.00" */
  paid: string;
  /** @example "632.15" */
  balance: string;
}

export class DistributorPaymentPage extends PageOf(DistributorPaymentResponse) {
  totals: PaymentTotalsResponse;
  /** @example "usd" */
  currency: string;
}
