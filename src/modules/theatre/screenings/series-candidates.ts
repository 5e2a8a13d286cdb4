import { InvalidFieldsError } from '../../../platform/errors/index.js';
import type { Show } from './hall-schedule.repository.js';
import { clashOf, freeStartFor } from './hall-schedule.service.js';
import { LOCAL_TIME_PROBLEMS, localTimeOf } from './local-time.policy.js';
import { type Clash, SeriesOverlapError } from './screening.errors.js';
import type { Stage } from './screening-plan.js';
import { isSameTime } from './screening-request.js';
import { problemOfStart } from './screening.policy.js';
import type { SeriesStart } from './series.policy.js';
import { type Busy, type Lengths, type Occupation, occupationOf, overlap } from './timetable.policy.js';

/** A screening of a series that may be added, or why it may not. */
export interface Candidate {
  readonly localStart: string;
  /** Undefined where the local time means no moment, or two. */
  readonly occupation: Occupation | undefined;
  readonly problem: string | null;
  readonly clashes: readonly Clash[];
  readonly nextFreeStart: string | null;
}

/** A start of a series, and what it would take of the hall. */
interface Wanted extends SeriesStart {
  readonly occupation: Occupation | undefined;
}

/** Something that is on, or would be: a screening of the series has no id. */
interface InTheWay extends Busy {
  readonly id: number | null;
  readonly movie: string;
}

export function wantedAt(start: SeriesStart, lengths: Lengths): Wanted {
  return { ...start, occupation: 'at' in start.time ? occupationOf(start.time.at, lengths) : undefined };
}

/** What is on in a hall and what a series would add, in the order of the starts. */
export function allTogether(
  shows: readonly Show[],
  series: readonly Occupation[],
  { movie }: Stage,
): InTheWay[] {
  const added = series.map((occupation) => ({ ...occupation, id: null, movie: movie.name }));
  return [...shows, ...added].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}

/**
 * Whether a screening of a series may be added.
 * @param all what is on in the hall and the whole series, in the order of the starts
 */
export function candidateOf(
  { local, time, occupation }: Wanted,
  all: readonly InTheWay[],
  { place }: Stage,
  now: Date,
): Candidate {
  const problem =
    'problem' in time ? LOCAL_TIME_PROBLEMS[time.problem] : (problemOfStart(time.at, now) ?? null);
  if (!occupation) return { localStart: local, occupation, problem, clashes: [], nextFreeStart: null };
  const { startsAt } = occupation;
  const others = all.filter((other) => other.id !== null || !isSameTime(other.startsAt, startsAt));
  const clashes = others.filter((other) => overlap(other, occupation));
  const free = clashes.length === 0 ? null : localTimeOf(freeStartFor(occupation, others), place.timeZone);
  return {
    localStart: localTimeOf(startsAt, place.timeZone),
    occupation,
    problem,
    clashes: clashes.map((show) => clashOf(show, place)),
    nextFreeStart: free,
  };
}

/** @throws InvalidFieldsError, SeriesOverlapError */
export function requirePossible(candidates: readonly Candidate[]): void {
  const problems = candidates.flatMap(({ localStart, problem }) =>
    problem === null ? [] : [{ field: 'times', message: `at ${localStart} ${problem}` }],
  );
  if (problems.length > 0) throw new InvalidFieldsError(problems);
  const clashing = candidates.filter(({ clashes }) => clashes.length > 0);
  if (clashing.length === 0) return;
  throw new SeriesOverlapError(
    clashing.map(({ localStart, clashes, nextFreeStart }) => ({
      local_start: localStart,
      clashes,
      next_free_start: nextFreeStart,
    })),
    candidates.length,
  );
}
