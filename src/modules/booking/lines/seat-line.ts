import { DateTime } from 'luxon';
import type { Exclusion, NewLine, OrderLine } from '../../orders/index.js';
import type { HeldSeat, ScreeningFacts, Seat } from '../../theatre/index.js';

/** The kind of order line that stands for a seat. */
export const SEAT_KIND = 'seat';

/** As long as `order_items.title`. */
const MAX_TITLE = 300;

/** The line for a seat that is held, at the price at which it is. */
export function toLine(
  screening: ScreeningFacts,
  seat: Seat,
  { price }: HeldSeat,
  genreIds: readonly number[],
): NewLine {
  return {
    kind: SEAT_KIND,
    title: titleOf(screening, seat),
    quantity: 1,
    price,
    movieId: null,
    ref: `${screening.id}:${seat.id}`,
    facts: {
      movieId: screening.movie.id,
      genreIds,
      cinemaId: screening.cinema.id,
      hallType: screening.hall.type,
      seatCategory: seat.category,
    },
  };
}

/** What `toLine` made of a seat. */
export function seatOf(ref: string): { readonly screeningId: number; readonly seatId: number } {
  const [screeningId = NaN, seatId = NaN] = ref.split(':').map(Number);
  return { screeningId, seatId };
}

/** Why a hold is not ordered; who does not have it learns no more than that it is not to be had. */
export function holdExclusion(holdId: number, reason: string): Exclusion {
  return { kind: SEAT_KIND, ref: String(holdId), title: `Hold ${holdId}`, reason };
}

/** Why the seat of a line cannot be bought any more. */
export function lineExclusion({ title }: OrderLine, ref: string, reason: string): Exclusion {
  return { kind: SEAT_KIND, ref, title, reason };
}

/** "Heat (1995), Hall 1, row B seat 4, 2026-11-21 18:30", by the cinema's clocks. */
function titleOf({ movie, hall, cinema, startsAt }: ScreeningFacts, { row, number }: Seat): string {
  const time = DateTime.fromJSDate(startsAt, { zone: cinema.timeZone }).toFormat('yyyy-MM-dd HH:mm');
  const rest = ` (${movie.year}), ${hall.name}, row ${row} seat ${number}, ${time}`;
  return movie.name.slice(0, MAX_TITLE - rest.length) + rest;
}
