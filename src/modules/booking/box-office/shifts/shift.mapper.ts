import { decimalOf } from '../../../../platform/money/index.js';
import type { ByMethod, Shift } from './shift.js';
import type { AdminShiftResponse, ByMethodResponse, ShiftResponse } from './shift.dto.js';
import { differenceOf, expectedCash, takingsOf } from './shift.policy.js';
import type { FoundShift } from './shifts.repository.js';

/** A shift as its cashier sees it. */
export function toShiftResponse(shift: Shift, currency: string): ShiftResponse {
  const difference = differenceOf(shift);
  return {
    id: shift.id,
    cashier_id: shift.cashierId,
    opened_at: shift.openedAt.toISOString(),
    closed_at: shift.closedAt?.toISOString() ?? null,
    opening_float: decimalOf(shift.openingFloat),
    sale_count: shift.saleCount,
    sales: byMethod(shift.sales),
    refund_count: shift.refundCount,
    refunds: byMethod(shift.refunds),
    takings: byMethod(takingsOf(shift)),
    expected: signed(expectedCash(shift)),
    counted: shift.counted === null ? null : decimalOf(shift.counted),
    difference: difference === null ? null : signed(difference),
    currency,
  };
}

/** A shift as moderators see it. */
export function toAdminShiftResponse(shift: FoundShift, currency: string): AdminShiftResponse {
  return { ...toShiftResponse(shift, currency), cashier_email: shift.cashierEmail };
}

function byMethod({ cash, card }: ByMethod): ByMethodResponse {
  return { cash: signed(cash), card: signed(card) };
}

function signed(minorUnits: number): string {
  return minorUnits < 0 ? `-${decimalOf(-minorUnits)}` : decimalOf(minorUnits);
}
