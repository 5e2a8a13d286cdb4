import { decimalOf } from '../../../platform/money/index.js';
import type { Hold } from './hold.js';
import type { HoldResponse } from './hold.dto.js';

/** A hold as its owner sees it. */
export function toHoldResponse(hold: Hold, currency: string): HoldResponse {
  return {
    id: hold.id,
    screening_id: hold.screeningId,
    seats: hold.seats.map(({ id, row, number, category, price }) => ({
      id,
      row,
      number,
      category,
      price: decimalOf(price),
    })),
    audience: hold.audience,
    total_amount: decimalOf(hold.seats.reduce((sum, { price }) => sum + price, 0)),
    currency,
    expires_at: hold.expiresAt.toISOString(),
    extended: hold.isExtended,
  };
}
