import type { Seat } from '../hall.js';
import type { PlannedSeat } from './layout-plan.policy.js';

/** A seat as it is kept, also when it is not in the hall just now. */
export interface KeptSeat extends Seat {
  readonly isRetired: boolean;
}

/** What a new layout does to a hall. */
export interface LayoutChanges {
  /** Seats that are new or come back. */
  readonly added: readonly PlannedSeat[];
  readonly retired: readonly Seat[];
  /** Seats that stay, but will be of another category. */
  readonly recategorized: readonly Seat[];
  readonly isEmpty: boolean;
}

/** Seats are known by row and number. */
export function changesBetween(kept: readonly KeptSeat[], plan: readonly PlannedSeat[]): LayoutChanges {
  const present = kept.filter(({ isRetired }) => !isRetired);
  const planned = new Map(plan.map((seat) => [keyOf(seat), seat]));
  const before = new Map(present.map((seat) => [keyOf(seat), seat]));
  const added = plan.filter((seat) => !before.has(keyOf(seat)));
  const retired = present.filter((seat) => !planned.has(keyOf(seat)));
  const recategorized = present.filter(
    (seat) => (planned.get(keyOf(seat))?.category ?? seat.category) !== seat.category,
  );
  const stays = plan.every((seat) => isSame(seat, before.get(keyOf(seat))));
  return { added, retired, recategorized, isEmpty: stays && retired.length === 0 };
}

function keyOf({ row, number }: PlannedSeat): string {
  return `${row}:${number}`;
}

function isSame(planned: PlannedSeat, seat: Seat | undefined): boolean {
  return (
    planned.category === seat?.category &&
    planned.accessible === seat.accessible &&
    planned.companion === seat.companion &&
    planned.rowPosition === seat.rowPosition &&
    planned.position === seat.position &&
    planned.gapBefore === seat.gapBefore
  );
}
