import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { type Audience, AUDIENCES, SEAT_CATEGORIES, type SeatCategory } from '../../theatre/index.js';

const MAX_ID = 2_147_483_647;

/** Which seats are to be held: those that are named, or the best so many. */
export class CreateHoldDto {
  /**
   * The seats, by their ids in the seat map.
   * @example [17, 18]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  seat_ids?: number[];

  /**
   * Instead of `seat_ids`: so many seats side by side, the best that are free.
   * @example 2
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  best_available?: number;

  @IsOptional()
  @IsIn(SEAT_CATEGORIES)
  @ApiProperty({
    enum: SEAT_CATEGORIES,
    required: false,
    description: 'Of which kind the best seats are to be; of any where it is left out.',
    example: 'comfort',
  })
  category?: SeatCategory;

  @IsOptional()
  @IsIn(AUDIENCES)
  @ApiProperty({
    enum: AUDIENCES,
    required: false,
    description: 'For whom the seats are; prices may depend on it. `adult` where it is left out.',
    example: 'adult',
  })
  audience?: Audience;
}

/** A seat that is held. */
export class HeldSeatResponse {
  /** @example 17 */
  id: number;
  /** @example "B" */
  row: string;
  /** @example 4 */
  number: number;
  @ApiProperty({ enum: SEAT_CATEGORIES, example: 'standard' })
  category: SeatCategory;
  /**
   * What it costs; an order of this hold costs the same.
   * @example "12.00"
   */
  price: string;
}

/** Seats that are kept for you for some minutes. */
export class HoldResponse {
  /** @example 12 */
  id: number;
  /** @example 8 */
  screening_id: number;
  seats: HeldSeatResponse[];
  @ApiProperty({ enum: AUDIENCES, example: 'adult' })
  audience: Audience;
  /** @example "24.00" */
  total_amount: string;
  /** @example "usd" */
  currency: string;
  /**
   * Until when they are kept; ordering them keeps them until the order has to be paid.
   * @example "2026-11-21T09:35:00.000Z"
   */
  expires_at: string;
  /**
   * Whether it was extended; that can be done once.
   * @example false
   */
  extended: boolean;
}
