import { PickType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';

const MAX_ID = 2_147_483_647;

/** What is to be given back. */
export class RefundDto {
  /**
   * The ids of the lines; everything that is left when left out.
   * @example [2041]
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  lines?: number[];

  /** @example "Bought it twice by mistake." */
  @IsOptional()
  @TextLength(1, 500)
  reason?: string;
}

/** What a moderator gives back, outside the policy that binds customers. */
export class ModeratorRefundDto extends PickType(RefundDto, ['lines']) {
  /** @example "The sound was missing for half of the film." */
  @TextLength(1, 500)
  reason: string;
}
