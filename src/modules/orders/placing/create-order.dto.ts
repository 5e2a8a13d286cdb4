import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const MAX_ID = 2_147_483_647;

/** Snacks or drinks. */
export class OrderedConcessionDto {
  /**
   * The cinema that they are picked up at; may be left out where there is one only.
   * @example 1
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ID)
  cinema_id?: number;

  /** @example 4 */
  @IsInt()
  @Min(1)
  @Max(MAX_ID)
  item_id: number;

  /** @example 2 */
  @IsInt()
  @Min(1)
  @Max(100)
  quantity: number;
}

/** What is to be ordered. An empty body means the cart. */
export class CreateOrderDto {
  /**
   * Whether the films of the cart are ordered too. They are, unless holds or concessions are named.
   * @example true
   */
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  include_cart?: boolean;

  /**
   * Seats that you hold, by the ids of the holds.
   * @example [12]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  hold_ids?: number[];

  /** Snacks and drinks to pick up; at most 200 pieces together. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => OrderedConcessionDto)
  concessions?: OrderedConcessionDto[];

  /**
   * Whatever its case.
   * @example "AUTUMN20"
   */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  promo_code?: string;

  /**
   * Several codes, where the cinema takes more than one for an order: each takes off what the ones before it leave.
   * @example ["AUTUMN20", "STUDENT"]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  promo_codes?: string[];

  /**
   * How many of your bonus points pay a part; no more are taken than may pay for such an order.
   * @example 150
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  bonus_points?: number;
}
