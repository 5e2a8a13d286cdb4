import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TextLength } from '../../../../platform/http/index.js';
import { DistinctNumbers, IfGiven, MAX_ID, Trimmed } from '../../input-fields.js';
import { MAX_SEATS } from '../../halls/layout/layout-plan.policy.js';
import { SEAT_STATES, type SeatState } from '../seat-state.js';

/** Seats that are to be kept out of sale. */
export class BlockSeatsDto {
  @ApiProperty({ type: 'integer', isArray: true, example: [31, 32] })
  @DistinctNumbers({ minimum: 1, maximum: MAX_ID, most: MAX_SEATS })
  seat_ids: number[];

  /**
   * Why, for those who work here.
   * @example "The projector's stand is in the way"
   */
  @Trimmed()
  @TextLength(1, 200)
  reason: string;
}

/** Seats that are to be sold again. */
export class UnblockSeatsDto {
  @ApiProperty({ type: 'integer', isArray: true, example: [31, 32] })
  @DistinctNumbers({ minimum: 1, maximum: MAX_ID, most: MAX_SEATS })
  seat_ids: number[];

  @ApiPropertyOptional({ example: 'The stand is gone' })
  @IfGiven()
  @Trimmed()
  @TextLength(1, 200)
  reason?: string;
}

export class SeatStateResponse {
  /** @example 31 */
  id: number;
  @ApiProperty({ enum: SEAT_STATES, example: 'blocked' })
  state: SeatState;
}

/** What the seats are now. */
export class SeatStatesResponse {
  /** @example 17 */
  screening_id: number;
  @ApiProperty({ type: [SeatStateResponse] })
  seats: SeatStateResponse[];
}
