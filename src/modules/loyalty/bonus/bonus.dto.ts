import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, NotEquals } from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import { ListQuery, PageOf, QueryAnyWord } from '../../../platform/lists/index.js';
import { Trimmed } from '../../theatre/index.js';
import { BONUS_REASONS, type BonusReason } from './bonus.js';

const MOST = 10_000_000;

/** Points that run out together. */
export class ExpiringPoints {
  /** @example 99 */
  points: number;
  /** @example "2027-11-21T09:31:12.000Z" */
  at: string;
}

/** What somebody has. One point is one cent. */
export class BonusResponse {
  /** @example 120 */
  balance: number;
  /** Those first that run out first. */
  expiring: ExpiringPoints[];
  /**
   * Points that were to be taken back after a refund and were spent by then; the next ones pay for it.
   * @example 0
   */
  debt: number;
}

/** Points that came or went. */
export class BonusTransactionResponse {
  /** @example 311 */
  id: number;
  /**
   * Negative where they went.
   * @example 99
   */
  points: number;
  @ApiProperty({
    enum: BONUS_REASONS,
    description:
      '`accrued` for what was paid, `spent` on an order, `returned` of an order that was canceled or given back, `taken-back` for money that was given back, `adjusted` by us, `expired`, `debt-paid`, `account-deleted`.',
    example: 'accrued',
  })
  reason: BonusReason;
  /** @example 1042 */
  order_id?: number;
  /**
   * Until when these points can be used.
   * @example "2027-11-21T09:31:12.000Z"
   */
  expires_at?: string;
  /**
   * Why the account was adjusted.
   * @example "The sound was missing for half of the film."
   */
  note?: string;
  /** @example "2026-11-21T09:31:12.000Z" */
  created_at: string;
}

export class BonusTransactionPage extends PageOf(BonusTransactionResponse) {}

/** How to list one's points. */
export class BonusTransactionQuery extends ListQuery {
  @QueryAnyWord(BONUS_REASONS, { description: 'Only these; given several times, any of them.' })
  reason?: BonusReason[];
}

/** Points that are given or taken. */
export class AdjustBonusDto {
  /**
   * Negative to take points away.
   * @example 500
   */
  @IsInt({ message: 'must be a whole number, and not 0' })
  @NotEquals(0, { message: 'must be a whole number, and not 0' })
  @Min(-MOST, { message: `must be at least -${MOST}` })
  @Max(MOST, { message: `must be at most ${MOST}` })
  points: number;

  /** @example "The sound was missing for half of the film." */
  @Trimmed()
  @TextLength(1, 500)
  reason: string;
}
