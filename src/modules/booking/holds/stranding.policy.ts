import type { Seat } from '../../theatre/index.js';
import { freeRuns, idsOf, leftAlone, windowsOf } from './free-runs.js';

/** What is wrong with a choice of seats, and a better one of as many. */
export interface Stranding {
  /** The seats that nobody would sit down on between others. */
  readonly stranded: readonly Seat[];
  readonly instead: readonly Seat[];
}

/**
 * The single-seat rule: nobody leaves one free seat alone between taken ones, gaps and ends of rows that was not alone before.
 * It may be done where it cannot be avoided: where all but one of the seats side by side are chosen.
 * @param seats row by row, each row in the order of its places; all of each row that was chosen from
 * @param taken ids of seats that were taken before
 * @param chosen seats that are free
 */
export function strandingOf(
  seats: readonly Seat[],
  taken: ReadonlySet<number>,
  chosen: readonly Seat[],
): Stranding | undefined {
  const wanted = idsOf(chosen);
  const stranded: Seat[] = [];
  const instead: Seat[] = [];
  for (const run of freeRuns(seats, taken)) {
    const own = run.filter(({ id }) => wanted.has(id));
    const alone = own.length > 0 && run.length - own.length > 1 ? leftAlone(run, wanted) : [];
    stranded.push(...alone);
    instead.push(...(alone.length === 0 ? own : closest(run, own)));
  }
  return stranded.length === 0 ? undefined : { stranded, instead };
}

/** As many seats side by side, as near as can be, that leave none alone: at an end of the run there always are. */
function closest(run: readonly Seat[], own: readonly Seat[]): readonly Seat[] {
  const ways = windowsOf(run, own.length).filter((way) => leftAlone(run, idsOf(way)).length === 0);
  return ways.toSorted((one, other) => moved(one, own) - moved(other, own))[0] ?? own;
}

function moved(way: readonly Seat[], own: readonly Seat[]): number {
  return way.reduce((sum, seat, index) => sum + Math.abs(seat.position - (own[index]?.position ?? 0)), 0);
}
