import type { ByMethod, Shift } from './shift.js';

/** What came in and did not go out again, by the way it came. */
export function takingsOf({ sales, refunds }: Pick<Shift, 'sales' | 'refunds'>): ByMethod {
  return { cash: sales.cash - refunds.cash, card: sales.card - refunds.card };
}

/** The cash that should be in the till. */
export function expectedCash(shift: Pick<Shift, 'openingFloat' | 'sales' | 'refunds'>): number {
  return shift.openingFloat + takingsOf(shift).cash;
}

/** What was found more than expected, less where it is negative; null while nobody has counted. */
export function differenceOf(
  shift: Pick<Shift, 'openingFloat' | 'sales' | 'refunds' | 'counted'>,
): number | null {
  return shift.counted === null ? null : shift.counted - expectedCash(shift);
}
