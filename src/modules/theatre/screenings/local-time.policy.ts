import { DateTime } from 'luxon';

/** What is wrong with a local time, as the end of "starts_at …". */
export const LOCAL_TIME_PROBLEMS = {
  unreadable: 'must be a time that there is, with its offset or in the cinema’s own time',
  missing: 'does not exist in the cinema’s time zone on that day: the clocks are put forward over it',
  repeated:
    'comes twice in the cinema’s time zone on that day, because the clocks are put back: write it with its offset',
} as const;

export type LocalTimeProblem = keyof typeof LOCAL_TIME_PROBLEMS;

export type ReadTime = { readonly at: Date } | { readonly problem: LocalTimeProblem };

const WITH_OFFSET = /(Z|[+-]\d\d:\d\d)$/;

/**
 * The moment that a time means in a cinema.
 * @param text ISO 8601; without an offset it is the time on the clocks of the cinema
 */
export function readTime(text: string, zone: string): ReadTime {
  const isLocal = !WITH_OFFSET.test(text);
  const time = DateTime.fromISO(text, { zone: isLocal ? zone : 'utc' });
  if (!time.isValid) return { problem: 'unreadable' };
  if (!isLocal) return { at: time.toJSDate() };
  const wanted = DateTime.fromISO(text, { zone: 'utc' });
  const isShown = time.toFormat(CLOCK_FACE) === wanted.toFormat(CLOCK_FACE);
  if (!isShown) return { problem: 'missing' };
  return time.getPossibleOffsets().length > 1 ? { problem: 'repeated' } : { at: time.toJSDate() };
}

const CLOCK_FACE = 'yyyy-MM-dd HH:mm:ss.SSS';

/** The day of a moment on the calendar of a cinema: `2026-11-21`. */
export function localDateOf(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');
}

/** A moment as the clocks of a cinema show it, with their offset: `2026-11-21T18:30:00+01:00`. */
export function localTimeOf(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

/** The first moment of a cinema's day, and the first one after it: 23 to 25 hours later, as the clocks are changed. */
export function boundsOfDay(date: string, zone: string): { readonly from: Date; readonly until: Date } {
  const day = DateTime.fromISO(date, { zone }).startOf('day');
  return { from: day.toJSDate(), until: day.plus({ days: 1 }).startOf('day').toJSDate() };
}

/** A date so many days later. */
export function daysAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The day of the week of a date: 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}

/** Whether a text is a day that there is: `2026-11-21`. */
export function isDate(text: string): boolean {
  return /^[12]\d{3}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
