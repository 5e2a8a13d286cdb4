import { daysAfter, type ReadTime, readTime, weekdayOf } from './local-time.policy.js';

/** When the screenings of a series are: local times on days of the week between two dates, both included. */
export interface SeriesPattern {
  /** ISO 8601: 1 is Monday. */
  readonly weekdays: readonly number[];
  /** `18:30`, on the clocks of the cinema. */
  readonly times: readonly string[];
  readonly from: string;
  readonly until: string;
  /** Dates that are left out. */
  readonly except: readonly string[];
}

/** A start that a pattern names, and the moment that it means, if it means one. */
export interface SeriesStart {
  /** `2026-11-21T18:30`, on the clocks of the cinema. */
  readonly local: string;
  readonly time: ReadTime;
}

/** The starts that a pattern names in a time zone, the earliest first. */
export function startsOf(
  { weekdays, times, from, until, except }: SeriesPattern,
  zone: string,
): SeriesStart[] {
  const starts: SeriesStart[] = [];
  const inOrder = [...new Set(times)].sort();
  for (let date = from; date <= until; date = daysAfter(date, 1)) {
    if (!weekdays.includes(weekdayOf(date)) || except.includes(date)) continue;
    for (const time of inOrder) {
      const local = `${date}T${time}`;
      starts.push({ local, time: readTime(local, zone) });
    }
  }
  return starts;
}
