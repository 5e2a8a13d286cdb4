import { DateTime } from 'luxon';
import type { ScreeningFacts } from '../../theatre/index.js';
import type { TicketSeat } from './ticket.js';

type Film = Pick<ScreeningFacts['movie'], 'name' | 'year'>;
type Moment = Pick<ScreeningFacts, 'startsAt'> & { readonly cinema: { readonly timeZone: string } };

/** "Heat (1995)" */
export function filmInWords({ name, year }: Film): string {
  return `${name} (${year})`;
}

/** "row B, seat 4" */
export function seatInWords({ row, number }: Pick<TicketSeat, 'row' | 'number'>): string {
  return `row ${row}, seat ${number}`;
}

/** "Saturday, 21 November 2026", as the cinema's clocks have it. @param locale in which language */
export function dayInWords(screening: Moment, locale = 'en-GB'): string {
  return local(screening).setLocale(locale).toFormat('cccc, d MMMM yyyy');
}

/** "18:30 (Europe/Berlin, UTC+1)", as the cinema's clocks have it. */
export function timeInWords(screening: Moment): string {
  return `${clockInWords(screening)} (${screening.cinema.timeZone}, ${offsetInWords(local(screening))})`;
}

/** "18:30", as the cinema's clocks have it. */
export function clockInWords(screening: Moment): string {
  return local(screening).toFormat('HH:mm');
}

function offsetInWords(moment: DateTime): string {
  return moment.offset === 0 ? 'UTC' : moment.toFormat("'UTC'Z");
}

function local({ startsAt, cinema }: Moment): DateTime {
  return DateTime.fromJSDate(startsAt, { zone: cinema.timeZone }).setLocale('en-GB');
}
