import type { Seat } from '../../theatre/index.js';

/**
 * Free seats that lie side by side: between two seats that are taken, gaps and ends of rows.
 * @param seats row by row, each row in the order of its places
 * @param taken ids
 */
export function freeRuns(seats: readonly Seat[], taken: ReadonlySet<number>): Seat[][] {
  const runs: Seat[][] = [];
  let former: Seat | undefined;
  for (const seat of seats) {
    if (taken.has(seat.id)) {
      former = undefined;
      continue;
    }
    const run = runs.at(-1);
    if (run && former && areNeighbours(former, seat)) run.push(seat);
    else runs.push([seat]);
    former = seat;
  }
  return runs;
}

/**
 * The seats of a run that would be left alone if these were taken. Places for wheelchairs do not count: they are not for
 * everybody anyway.
 */
export function leftAlone(run: readonly Seat[], chosen: ReadonlySet<number>): Seat[] {
  const rest = freeRuns(run, chosen);
  return rest.flatMap(([seat, ...others]) => (seat && others.length === 0 && !seat.accessible ? [seat] : []));
}

/** All ways to sit side by side in a run, from its beginning to its end. */
export function windowsOf(run: readonly Seat[], count: number): Seat[][] {
  const ways = Math.max(0, run.length - count + 1);
  return Array.from({ length: ways }, (_, start) => run.slice(start, start + count));
}

export function idsOf(seats: readonly Seat[]): Set<number> {
  return new Set(seats.map(({ id }) => id));
}

/** "B4". */
export function nameOf({ row, number }: Seat): string {
  return `${row}${number}`;
}

function areNeighbours(one: Seat, other: Seat): boolean {
  return one.rowPosition === other.rowPosition && other.position === one.position + 1;
}
