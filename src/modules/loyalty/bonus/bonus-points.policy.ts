import type { BonusLot } from './bonus.js';

/** Points for money, rounded down (rule 21). */
export function accruedFor(paid: number, percent: number): number {
  return Math.floor((paid * percent) / 100);
}

/** How many points may pay for an order of this total. */
export function payableWithPoints(total: number, sharePercent: number): number {
  return Math.floor((total * sharePercent) / 100);
}

/**
 * How many of the accrued points are to be taken back when more of what was paid goes back: pro rata, so that all of them are
 * taken back once all money is, however many steps it took.
 * @param before money that went back earlier
 * @param after money that has gone back with this refund
 */
export function takenBackFor(accrued: number, paid: number, before: number, after: number): number {
  if (paid === 0) return 0;
  const kept = (back: number): number => Number((BigInt(accrued) * BigInt(paid - back)) / BigInt(paid));
  return kept(before) - kept(after);
}

/** Lots that so many points are taken of, one after the other. */
export function drawFrom<Lot extends { readonly left: number }>(
  lots: readonly Lot[],
  points: number,
): { readonly lot: Lot; readonly points: number }[] {
  let open = points;
  return lots.flatMap((lot) => {
    const drawn = Math.min(lot.left, open);
    open -= drawn;
    return drawn > 0 ? [{ lot, points: drawn }] : [];
  });
}

/**
 * What comes back of the lots that points were taken of: in the order in which they were taken, with the end that they had.
 * @param alreadyBack how many came back earlier
 */
export function lotsToReturn(taken: readonly BonusLot[], alreadyBack: number, points: number): BonusLot[] {
  let skipped = alreadyBack;
  let open = points;
  return taken.flatMap((lot) => {
    const gone = Math.min(lot.points, skipped);
    skipped -= gone;
    const back = Math.min(lot.points - gone, open);
    open -= back;
    return back > 0 ? [{ points: back, expiresAt: lot.expiresAt }] : [];
  });
}
