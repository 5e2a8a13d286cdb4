import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageOf, PageQuery, QueryDay } from '../../../platform/lists/index.js';
import { MAX_ID, WholeNumber } from '../../theatre/index.js';
import { WEEK_STATUSES, type WeekStatus } from './statement.policy.js';

/** Which film weeks. */
export class SettlementQuery {
  @QueryDay({
    description: 'Film weeks that end on this day or later; from the first one when left out.',
    example: '2026-11-01',
  })
  from?: string;

  @QueryDay({
    description: 'Film weeks that begin on this day or earlier; to the last one when left out.',
    example: '2026-11-30',
  })
  to?: string;
}

/** What a film week, a correction or a cinema comes to. */
export class HireFiguresResponse {
  /**
   * Tickets that were not given back.
   * @example 412
   */
  tickets: number;
  /**
   * Prices after discounts, points included.
   * @example "4944.00"
   */
  gross: string;
  /** @example "36.00" */
  refunds: string;
  /**
   * What is left of the gross after refunds.
   * @example "4908.00"
   */
  net: string;
  /**
   * Taken off where the contract says that prices include it.
   * @example "321.08"
   */
  tax: string;
  /** @example "200.00" */
  house_costs: string;
  /**
   * What is shared.
   * @example "4386.92"
   */
  base: string;
}

/** A film week that was closed, or a correction of one: what differs from all rows before it. */
export class SettlementRowResponse extends HireFiguresResponse {
  /** @example 31 */
  id: number;
  /** @example 1 */
  week: number;
  /**
   * 0 for the closing, then the corrections.
   * @example 0
   */
  sequence: number;
  /** @example "2026-11-01" */
  from: string;
  /** @example "2026-11-07" */
  to: string;
  /**
   * Percent.
   * @example "60.00"
   */
  share: string;
  /** @example "2632.15" */
  film_hire: string;
  /**
   * What the minimum guarantee asks for beyond the film hire of all weeks.
   * @example "0.00"
   */
  top_up: string;
  /** @example "2632.15" */
  due: string;
  /** @example "usd" */
  currency: string;
  /** @example "2026-11-09T09:12:44.000Z" */
  closed_at: string;
  /** @example 2 */
  closed_by: number | null;
}

export class SettlementRowPage extends PageOf(SettlementRowResponse) {}

/** A film week of a contract. */
export class SettlementWeekResponse extends HireFiguresResponse {
  /** @example 1 */
  week: number;
  /** @example "2026-11-01" */
  from: string;
  /** @example "2026-11-07" */
  to: string;
  @ApiProperty({
    enum: WEEK_STATUSES,
    description: 'A `draft` is over and not closed; what is not closed is told as it stands.',
    example: 'closed',
  })
  status: WeekStatus;
  /** @example 28 */
  screenings: number;
  /**
   * Percent.
   * @example "60.00"
   */
  share: string;
  /**
   * The share of the base.
   * @example "2632.15"
   */
  film_hire: string;
  /**
   * What the minimum guarantee asks for beyond the film hire of all weeks: with the last film week that is still open.
   * @example "0.00"
   */
  top_up: string;
  /**
   * Film hire and top-up.
   * @example "2632.15"
   */
  due: string;
  /** @example "2026-11-09T09:12:44.000Z" */
  closed_at: string | null;
  /** Already added to the figures of the week. */
  corrections: SettlementRowResponse[];
}

export const PROBLEM_KINDS = ['no-contract', 'gap', 'differs'] as const;

/** Something that somebody should look at. */
export class SettlementProblemResponse {
  @ApiProperty({ enum: PROBLEM_KINDS, example: 'differs' })
  kind: (typeof PROBLEM_KINDS)[number];
  /** @example "Film week 2 was closed, and its box office has changed since. Close it again to correct it." */
  message: string;
  @ApiPropertyOptional({ type: 'integer', description: 'The film week that it is about.', example: 2 })
  week?: number;
  @ApiPropertyOptional({
    type: 'integer',
    isArray: true,
    description: 'The screenings that it is about, at most 100.',
    example: [311],
  })
  screening_ids?: number[];
}

export class SettledDistributorResponse {
  /** @example 3 */
  id: number;
  /** @example "Northern Lights Film" */
  name: string;
}

export class SettledMovieResponse {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /** @example 1995 */
  year: number;
}

export class SettledCinemaResponse {
  /** @example 1 */
  id: number;
  /** @example "Grand" */
  name: string;
}

/** The terms that a settlement goes by. */
export class SettledContractResponse {
  /** @example 12 */
  id: number;
  distributor: SettledDistributorResponse;
  movie: SettledMovieResponse;
  @ApiProperty({ type: SettledCinemaResponse, nullable: true, description: 'Null for all cinemas.' })
  cinema: SettledCinemaResponse | null;
  /** @example "imax" */
  hall_type: string | null;
  /** @example "3D" */
  format: string | null;
  /** @example "2026-11-01" */
  starts_on: string;
  /** @example "2026-11-28" */
  ends_on: string;
  /** @example ["60.00", "50.00", "40.00"] */
  weekly_shares: string[];
  /** @example "1000.00" */
  minimum_guarantee: string;
  /** @example true */
  tax_included: boolean;
  /** @example "7.00" */
  tax_percent: string;
  /** @example "200.00" */
  house_costs: string;
}

/** What the film weeks of a contract come to, and what was paid. */
export class SettlementResponse {
  contract: SettledContractResponse;
  weeks: SettlementWeekResponse[];
  /**
   * Of the weeks that are listed.
   * @example "2632.15"
   */
  due_total: string;
  /**
   * Of the whole contract.
   * @example "2000.00"
   */
  paid_total: string;
  /**
   * What all weeks of the contract come to as things stand, less what was paid; negative where too much was paid.
   * @example "632.15"
   */
  balance: string;
  /**
   * The part of it that film weeks ask for that are over.
   * @example "632.15"
   */
  balance_of_ended_weeks: string;
  /** @example "usd" */
  currency: string;
  problems: SettlementProblemResponse[];
}

/** A screening of a film week. */
export class SettledScreeningResponse {
  /** @example 311 */
  screening_id: number;
  /** @example "2026-11-02T18:30:00.000Z" */
  starts_at: string;
  /**
   * On the calendar of the cinema.
   * @example "2026-11-02"
   */
  date: string;
  /** @example "Hall 1" */
  hall: string;
  /** @example 18 */
  tickets: number;
  /** @example "216.00" */
  gross: string;
  /** @example "12.00" */
  refunds: string;
  /** @example "204.00" */
  net: string;
}

/** What a cinema took in a film week, screening by screening. */
export class SettledCinemaWeekResponse extends HireFiguresResponse {
  cinema: SettledCinemaResponse;
  screenings: SettledScreeningResponse[];
}

/** A film week with what it is made of. */
export class SettlementWeekDetailResponse extends SettlementWeekResponse {
  cinemas: SettledCinemaWeekResponse[];
  /** @example "usd" */
  currency: string;
}

export class SettlementRowQuery extends PageQuery {}

/** Which film week is closed. */
export class CloseWeekDto {
  /** @example 1 */
  @WholeNumber(1, MAX_ID)
  week: number;
}
