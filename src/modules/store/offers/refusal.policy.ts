import type { MovieRefusal } from '../../cart/index.js';
import type { OfferRow } from './movie-offers.repository.js';

/** Why somebody cannot buy a film now; null when they can (rules 9, 13 and 27). */
export function refusalOf(film: OfferRow, now: Date): MovieRefusal | null {
  if (film.deleted) return 'deleted';
  if (film.purchased) return 'already-purchased';
  if (film.openOrderId !== null) return 'in-open-order';
  if (film.withdrawn) return 'withdrawn';
  if (film.saleFrom && now < film.saleFrom) return 'not-on-sale-yet';
  if (film.saleUntil && now >= film.saleUntil) return 'sale-ended';
  if (film.countries && !film.countries.includes(film.country ?? '')) return 'region-locked';
  if (film.minAge !== null && film.dateOfBirth !== null && ageAt(now, film.dateOfBirth) < film.minAge)
    return 'too-young';
  return null;
}

/** Years that somebody has lived, in UTC. */
export function ageAt(now: Date, dateOfBirth: string): number {
  const birth = new Date(`${dateOfBirth}T00:00:00Z`);
  const years = now.getUTCFullYear() - birth.getUTCFullYear();
  const had = new Date(birth);
  had.setUTCFullYear(now.getUTCFullYear());
  return now < had ? years - 1 : years;
}
