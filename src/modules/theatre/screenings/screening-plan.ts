import type { Lengths, Occupation } from './timetable.policy.js';
import type { ScreeningFormat, ScreeningStatus } from './screening-facts.js';

/** Everything about a screening that is decided before it is on the programme. Money in minor units. */
export interface ScreeningPlan extends Occupation {
  readonly cinemaId: number;
  readonly hallId: number;
  readonly movieId: number;
  readonly seriesId: number | null;
  /** The day of the start on the calendar of the cinema. */
  readonly localDate: string;
  /** Its own; null for the hall's. */
  readonly cleaningMinutes: number | null;
  readonly basePrice: number;
  readonly language: string | null;
  readonly subtitles: string | null;
  readonly format: ScreeningFormat;
  readonly salesStart: Date | null;
  readonly salesEnd: Date | null;
}

/** A screening as those who change it know it. */
export interface Screening extends ScreeningPlan {
  readonly id: number;
  readonly status: ScreeningStatus;
  readonly version: number;
  readonly movieUuid: string;
  readonly canceledAt: Date | null;
}

/** A film as far as screenings go by it. */
export interface ShownMovie {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  /** Minutes. */
  readonly time: number;
}

/** A hall as far as screenings go by it. */
export interface ScreeningPlace {
  readonly hallId: number;
  readonly cinemaId: number;
  readonly timeZone: string;
  readonly cleaningMinutes: number;
}

/** What is shown, and where. */
export interface Stage {
  readonly movie: ShownMovie;
  readonly place: ScreeningPlace;
}

/**
 * How long a film keeps a hall.
 * @param ownCleaning of the screening; null for what the hall needs
 */
export function lengthsOf({ movie, place }: Stage, trailers: number, ownCleaning: number | null): Lengths {
  return { film: movie.time, trailers, cleaning: ownCleaning ?? place.cleaningMinutes };
}
