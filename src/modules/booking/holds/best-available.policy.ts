import type { Seat, SeatCategory } from '../../theatre/index.js';
import { freeRuns, idsOf, leftAlone, windowsOf } from './free-runs.js';

/** What somebody leaves to the cinema to choose. */
export interface BestWish {
  readonly count: number;
  /** Any where it is left out. */
  readonly category?: SeatCategory | undefined;
}

/** Seats side by side, and how good they are: less is better, the first number that differs decides. */
interface Candidate {
  readonly seats: readonly Seat[];
  readonly rank: readonly [stranded: number, companions: number, distance: number];
}

/** How far back the best row is, of all rows. */
const SWEET_ROW = 2 / 3;
/** How many places to the side are as bad as one row. */
const ROW_WEIGHT = 1.5;

/**
 * Seats side by side in one row, the best first: near the sweet spot, which is two thirds back in the middle. Those that leave
 * a seat alone come last, and only where that cannot be avoided beside them. Places for wheelchairs are not given out unasked, those beside them unwillingly.
 * @param seats the whole hall, row by row, each row in the order of its places
 * @param taken ids
 */
export function bestAvailable(
  seats: readonly Seat[],
  taken: ReadonlySet<number>,
  { count, category }: BestWish,
): (readonly Seat[])[] {
  const distanceOf = distancesIn(seats);
  const suits = (seat: Seat): boolean =>
    !seat.accessible && (category === undefined || seat.category === category);
  const candidates = freeRuns(seats, taken).flatMap((run) =>
    windowsOf(run, count).flatMap((way): Candidate[] => {
      const stranded = leftAlone(run, idsOf(way)).length;
      if (!way.every(suits) || (stranded > 0 && run.length - count > 1)) return [];
      return [
        { seats: way, rank: [stranded, way.filter(({ companion }) => companion).length, distanceOf(way)] },
      ];
    }),
  );
  return candidates.sort(byRank).map((candidate) => candidate.seats);
}

/** How many seats side by side can be had at most, below a number that cannot. */
export function mostAvailable(
  seats: readonly Seat[],
  taken: ReadonlySet<number>,
  { count, category }: BestWish,
): number {
  let most = count - 1;
  while (most > 0 && bestAvailable(seats, taken, { count: most, category }).length === 0) most -= 1;
  return Math.max(0, most);
}

function distancesIn(seats: readonly Seat[]): (way: readonly Seat[]) => number {
  const positions = seats.map(({ position }) => position);
  const middle = (Math.min(...positions) + Math.max(...positions)) / 2;
  const sweetRow = Math.max(...seats.map(({ rowPosition }) => rowPosition)) * SWEET_ROW;
  return (way) => {
    const centre = way.reduce((sum, { position }) => sum + position, 0) / way.length;
    const row = way[0]?.rowPosition ?? 0;
    return Math.hypot((row - sweetRow) * ROW_WEIGHT, centre - middle);
  };
}

function byRank(one: Candidate, other: Candidate): number {
  const differing = one.rank.findIndex((value, index) => value !== other.rank[index]);
  return differing < 0 ? 0 : (one.rank[differing] ?? 0) - (other.rank[differing] ?? 0);
}
