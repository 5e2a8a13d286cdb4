import { DateTime } from 'luxon';

/** When somebody is not to be disturbed, on the clocks where they live; over midnight where it ends before it begins. */
export interface QuietHours {
  /** "22:00" */
  readonly from: string;
  /** "08:00" */
  readonly until: string;
  /** IANA. */
  readonly timeZone: string;
}

/**
 * When the quiet hours end that a moment falls into; null where it falls into none. A time that the clocks leave out is
 * taken for the one as much later; of a time that comes twice the first begins them, and the last one ends them.
 */
export function quietUntil(at: Date, hours: QuietHours): Date | null {
  const today = DateTime.fromJSDate(at, { zone: hours.timeZone }).startOf('day');
  for (const days of [-1, 0]) {
    const day = today.plus({ days });
    const begin = Math.min(...momentsOf(day, hours.from, hours.timeZone));
    const endDay = hours.until < hours.from ? day.plus({ days: 1 }) : day;
    const end = Math.max(...momentsOf(endDay, hours.until, hours.timeZone));
    if (begin <= at.getTime() && at.getTime() < end) return new Date(end);
  }
  return null;
}

/** The moments at which the clocks show a time on a day. */
function momentsOf(day: DateTime, time: string, zone: string): number[] {
  const moment = DateTime.fromISO(`${day.toISODate() ?? ''}T${time}`, { zone });
  return moment.getPossibleOffsets().map((each) => each.toMillis());
}
