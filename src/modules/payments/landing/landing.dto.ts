import { ApiProperty } from '@nestjs/swagger';
import { QueryInteger, QueryText } from '../../../platform/lists/index.js';

/** What somebody comes back with who has paid. */
export class SuccessQuery {
  @QueryText(255, { description: 'The page that was paid on, as Stripe names it.', example: 'cs_test_a1' })
  session_id?: string;
}

/** What somebody comes back with who has not. */
export class CancelQuery {
  @QueryInteger(1, 2_147_483_647, { description: 'The order that was not paid.', example: 1042 })
  order_id?: number;
}

/** Where somebody has arrived who comes back from paying. */
export class LandingResponse {
  /** @example "Thank you. Your payment for order 1042 is on its way to us." */
  message: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null where it is not known.', example: 1042 })
  order_id: number | null;
}
