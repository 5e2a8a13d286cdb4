import { DateTime } from 'luxon';

interface Moment {
  readonly startsAt: Date;
  /** IANA. */
  readonly timeZone: string;
}

/** "Saturday, 21 November 2026, 18:30", as the cinema's clocks have it. */
export function wholeMoment(moment: Moment, locale: string): string {
  return local(moment, locale).toFormat('cccc, d MMMM yyyy, HH:mm');
}

/** "Sat, 21 Nov, 18:30", likewise. */
export function shortMoment(moment: Moment, locale: string): string {
  return local(moment, locale).toFormat('ccc, d MMM, HH:mm');
}

function local({ startsAt, timeZone }: Moment, locale: string): DateTime {
  return DateTime.fromJSDate(startsAt, { zone: timeZone }).setLocale(locale);
}
