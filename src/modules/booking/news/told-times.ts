import { dayInWords, clockInWords } from '../tickets/ticket-words.js';
import type { ToldScreening } from './screening-notices.js';

const DAY_MS = 86_400_000;

/** The day of a screening on the calendar of its cinema, in a language. */
export function toldDay(told: ToldScreening, locale: string): string {
  return dayInWords(momentOf(told), locale);
}

/** "18:30" on the clocks of its cinema. */
export function toldTime(told: ToldScreening): string {
  return clockInWords(momentOf(told));
}

/** "German" for "de"; the tag itself where nobody knows its name. */
export function toldLanguage(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Whether somebody may be on their way, or will be within a day. */
export function isSoon({ starts_at: startsAt }: ToldScreening, now: Date): boolean {
  return Date.parse(startsAt) - now.getTime() < DAY_MS;
}

function momentOf({ starts_at: startsAt, time_zone: timeZone }: ToldScreening) {
  return { startsAt: new Date(startsAt), cinema: { timeZone } };
}
