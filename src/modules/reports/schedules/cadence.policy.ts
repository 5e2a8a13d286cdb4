import { DateTime } from 'luxon';
import type { Rhythm } from './report-schedule.js';

const STEP = { daily: { days: 1 }, weekly: { weeks: 1 }, monthly: { months: 1 } } as const;
const UNIT = { daily: 'day', weekly: 'week', monthly: 'month' } as const;

/** Days without a time, on the calendar of the zone; both belong to the period. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/**
 * The first time after another at which a report is to be made: each day, each Monday, or the first of each month. An hour that
 * the clocks leave out is the one that follows; of one that comes twice, the first counts.
 */
export function nextRunAfter(rhythm: Rhythm, after: Date): Date {
  const day = runDayUntil(rhythm, after);
  const sameDay = momentOn(day, rhythm);
  return sameDay > after ? sameDay : momentOn(day.plus(STEP[rhythm.cadence]), rhythm);
}

/** What the newest run that is due tells of: the day, the week (Monday to Sunday) or the month before it. */
export function duePeriod(rhythm: Rhythm, now: Date): Period {
  const step = STEP[rhythm.cadence];
  const day = runDayUntil(rhythm, now);
  const runDay = momentOn(day, rhythm) > now ? day.minus(step) : day;
  return { from: runDay.minus(step).toFormat(DAY), to: runDay.minus({ days: 1 }).toFormat(DAY) };
}

const DAY = 'yyyy-MM-dd';

/** The newest day of a run that has begun on the calendar of the zone, as a day in UTC, where none is left out. */
function runDayUntil({ cadence, timeZone }: Rhythm, at: Date): DateTime {
  const today = DateTime.fromJSDate(at, { zone: timeZone });
  return DateTime.utc(today.year, today.month, today.day).startOf(UNIT[cadence]);
}

function momentOn({ year, month, day }: DateTime, { hour, timeZone }: Rhythm): Date {
  const time = DateTime.fromObject({ year, month, day, hour }, { zone: timeZone });
  return (time.getPossibleOffsets()[0] ?? time).toJSDate();
}

/** What a period is called in a mail: "21 November 2026", "9–15 November 2026". */
export function periodWords({ from, to }: Period): string {
  return LONG.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

const LONG = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
