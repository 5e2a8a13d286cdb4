import { ApiProperty } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryInteger, QueryDay } from '../../../../platform/lists/index.js';
import {
  HALL_TYPES,
  type HallType,
  MAX_ID,
  SCREENING_FORMATS,
  type ScreeningFormat,
} from '../../../theatre/index.js';
import { ContractMovie, ContractParty } from '../contract.dto.js';

/** The hall of a screening. */
export class ProblemHall extends ContractParty {
  @ApiProperty({ enum: HALL_TYPES, example: 'imax' })
  type: HallType;
}

/** A screening that no contract fits: nobody can say what is owed for it. */
export class ContractProblemResponse {
  /** @example 17 */
  screening_id: number;
  movie: ContractMovie;
  @ApiProperty({ type: ContractParty, example: { id: 1, name: 'Lichtspielhaus am Park' } })
  cinema: ContractParty;
  @ApiProperty({ type: ProblemHall, example: { id: 3, name: 'Saal 1', type: 'imax' } })
  hall: ProblemHall;
  @ApiProperty({ enum: SCREENING_FORMATS, example: '2D' })
  format: ScreeningFormat;
  /** @example "2026-11-21T17:30:00.000Z" */
  starts_at: string;
  /**
   * The start on the clocks of the cinema.
   * @example "2026-11-21T18:30:00+01:00"
   */
  local_start: string;
  /**
   * Those that were not given back.
   * @example 84
   */
  tickets_sold: number;
  /**
   * What they cost, after discounts, with those that were given back.
   * @example "1008.00"
   */
  gross: string;
  /** @example "usd" */
  currency: string;
}

export class ContractProblemPage extends PageOf(ContractProblemResponse) {}

/** Which screenings to look at. */
export class ContractProblemQuery extends ListQuery {
  @QueryDay({
    description:
      'Those of this day or later, on the calendars of their cinemas; the last 30 days, or the 30 before an earlier `to`, without it.',
    example: '2026-11-01',
  })
  from?: string;

  @QueryDay({
    description:
      'Those of this day or earlier; the next 14 days, or the 14 after a later `from`, without it.',
    example: '2026-12-31',
  })
  to?: string;

  @QueryInteger(1, MAX_ID, { description: 'The cinema.', example: 1 })
  cinema_id?: number;
}
