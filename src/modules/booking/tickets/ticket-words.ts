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

/** "Saturday, 21 November 2026", as the cinema's clocks have it. */
export function dayInWords(screening: Moment): string {
  return local(screening).toFormat('cccc, d LLLL yyyy');
}

/** "18:30 (Europe/Berlin, UTC+1)", as the cinema's clocks have it. */
export function timeInWords(screening: Moment): string {
  return `${local(screening).toFormat('HH:mm')} (${screening.cinema.timeZone}, ${offsetInWords(local(screening))})`;
}

function offsetInWords(moment: DateTime): string {
  return moment.offset === 0 ? 'UTC' : moment.toFormat("'UTC'Z");
}

function local({ startsAt, cinema }: Moment): DateTime {
  return DateTime.fromJSDate(startsAt, { zone: cinema.timeZone }).setLocale('en-GB');
}
