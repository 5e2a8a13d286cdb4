import { ApiProperty } from '@nestjs/swagger';
import { QueryWord } from '../../../platform/lists/index.js';
import { type Audience, AUDIENCES } from '../halls/hall.js';
import { SEAT_STATES, type SeatState } from './seat-state.js';

/** A seat of a screening. */
export class SeatMapItemResponse {
  /** @example 31 */
  id: number;
  /** @example "B" */
  row: string;
  /** @example 4 */
  number: number;
  /**
   * `standard`, `comfort`, `premium` or `loveseat`.
   * @example "standard"
   */
  category: string;
  /**
   * For a wheelchair.
   * @example false
   */
  accessible: boolean;
  /**
   * Beside one for a wheelchair.
   * @example false
   */
  companion: boolean;
  /**
   * How many rows there are before its own, counted from the screen, empty ones included.
   * @example 1
   */
  row_position: number;
  /**
   * How many places there are before it in its row, empty ones included: neighbours differ by one.
   * @example 3
   */
  position: number;
  @ApiProperty({ enum: SEAT_STATES, description: 'Seats of open orders are `held`.', example: 'free' })
  state: SeatState;
  /** @example "12.00" */
  price: string;
  /** @example "usd" */
  currency: string;
}

/** The seats of a screening, row by row from the screen. */
export class SeatMapResponse {
  /** @example 17 */
  screening_id: number;
  @ApiProperty({ type: [SeatMapItemResponse] })
  items: SeatMapItemResponse[];
}

/** For whom the prices are to be. */
export class SeatMapQuery {
  @QueryWord(AUDIENCES, { description: 'For whom the prices are.', example: 'child', default: 'adult' })
  audience: Audience = 'adult';
}
