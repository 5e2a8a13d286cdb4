import { ApiProperty, PickType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { CreateOrderDto } from '../../../orders/index.js';
import { Trimmed } from '../../../theatre/index.js';
import { PROMO_REFUSALS, type PromoRefusalReason } from '../promo-terms.policy.js';

/** A code, and what it is to be used for: what `POST /orders` would take. */
export class PromoQuoteDto extends PickType(CreateOrderDto, [
  'include_cart',
  'hold_ids',
  'concessions',
] as const) {
  /**
   * Whatever its case.
   * @example "AUTUMN20"
   */
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  code: string;

  /**
   * Codes that the order uses already, where the cinema takes several: what they take off comes first. Those that cannot be used
   * are 409.
   * @example ["STUDENT"]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(9)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  with_codes?: string[];
}

/** Why a code gives nothing. */
export class PromoRefusalResponse {
  @ApiProperty({ enum: PROMO_REFUSALS, example: 'below-minimum' })
  reason: PromoRefusalReason;
  /** @example "What it holds for must come to at least 15.00; it comes to 9.99." */
  message: string;
}

/** What a code does to one line. */
export class PromoQuoteLine {
  /** @example "movie" */
  kind: string;
  /** @example "Heat (1995)" */
  title: string;
  /** @example 1 */
  quantity: number;
  /**
   * Of all pieces, before the discount.
   * @example "9.99"
   */
  price: string;
  /** @example "2.00" */
  discount: string;
}

/** What a code would give. */
export class PromoQuoteResponse {
  /** @example "AUTUMN20" */
  code: string;
  /** @example true */
  applies: boolean;
  /** Every reason why it does not. */
  reasons: PromoRefusalResponse[];
  lines: PromoQuoteLine[];
  /** @example "2.00" */
  discount: string;
  /**
   * What the order would come to.
   * @example "7.99"
   */
  total_amount: string;
  /** @example "usd" */
  currency: string;
}
