import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { Ticket } from '../ticket.js';
import { groupedCode } from '../ticket-code.js';
import { filmInWords, seatInWords } from '../ticket-words.js';

/** How long before the beginning calendars remind people, in seconds. */
const REMINDER_SECONDS = 3_600;

/**
 * A calendar entry for a screening.
 * @param tickets of one screening, one or more; the first gives the entry its identity
 * @param publicUrl of this installation
 */
export function calendarOf(tickets: readonly [Ticket, ...Ticket[]], publicUrl: string): string {
  const [{ code, screening }] = tickets;
  const { movie, cinema, hall } = screening;
  const seats = tickets.map((ticket) => `${seatInWords(ticket.seat)}: ${groupedCode(ticket.code)}`);
  const calendar = ical({
    prodId: { company: 'Online Cinema', product: 'Tickets', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const entry = calendar.createEvent({
    id: `ticket-${code}@${new URL(publicUrl).hostname}`,
    stamp: tickets[0].createdAt,
    start: screening.startsAt,
    end: screening.endsAt,
    summary: filmInWords(movie),
    location: `${cinema.name}, ${hall.name}, ${cinema.address}`,
    description: [hall.name, ...seats].join('\n'),
    url: `${publicUrl}/app/tickets/${code}`,
  });
  entry.createAlarm({
    type: ICalAlarmType.display,
    triggerBefore: REMINDER_SECONDS,
    description: filmInWords(movie),
  });
  return calendar.toString();
}
