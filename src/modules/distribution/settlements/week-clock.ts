import { boundsOfDay } from '../../theatre/index.js';
import type { FilmWeek } from '../contracts/film-week.policy.js';

/** How far a film week is: it is over when its last day is over in all cinemas, and begins with the first of them. */
export function phaseOf(
  { startsOn, endsOn }: FilmWeek,
  zones: readonly string[],
  now: Date,
): 'upcoming' | 'running' | 'over' {
  if (zones.every((zone) => boundsOfDay(endsOn, zone).until <= now)) return 'over';
  return zones.some((zone) => boundsOfDay(startsOn, zone).from <= now) ? 'running' : 'upcoming';
}
