import { DateTime } from 'luxon';
import type { ScreeningFacts } from '../../theatre/index.js';

/** Why no seat of a screening is sold, in words for programs. */
export type SaleStop = 'canceled' | 'not-on-sale-yet' | 'sale-ended';

type SaleFacts = Pick<ScreeningFacts, 'status' | 'startsAt' | 'endsAt' | 'salesStart' | 'salesEnd'>;

/** Why seats of a screening are not sold online at this moment; undefined when they are. */
export function saleStop(screening: SaleFacts, now: Date): SaleStop | undefined {
  if (screening.status === 'canceled') return 'canceled';
  if (screening.salesStart && now < screening.salesStart) return 'not-on-sale-yet';
  return now >= (screening.salesEnd ?? screening.startsAt) ? 'sale-ended' : undefined;
}

/** Why seats of a screening are sold to nobody, neither at the box office nor to who held or ordered them in time. */
export function counterStop({ status, endsAt }: SaleFacts, now: Date): SaleStop | undefined {
  if (status === 'canceled') return 'canceled';
  return now >= endsAt ? 'sale-ended' : undefined;
}

/**
 * Whether somebody is too young for a film on the day on which it is shown (rule 27); who never said when they were born is not.
 * @param dateOfBirth YYYY-MM-DD
 */
export function isTooYoung(
  { movie, startsAt, cinema }: Pick<ScreeningFacts, 'movie' | 'startsAt' | 'cinema'>,
  dateOfBirth: string | null,
): boolean {
  if (movie.minAge === null || dateOfBirth === null) return false;
  const day = DateTime.fromJSDate(startsAt, { zone: cinema.timeZone }).toFormat('yyyy-MM-dd');
  const ofAge = `${String(Number(dateOfBirth.slice(0, 4)) + movie.minAge).padStart(4, '0')}${dateOfBirth.slice(4)}`;
  return day < ofAge;
}
