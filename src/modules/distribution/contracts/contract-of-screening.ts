import type { SqlParameters } from '../../../platform/lists/index.js';

/** Which screenings are meant; all conditions hold at once. */
export interface RentedScope {
  readonly movieId?: number | undefined;
  readonly cinemaId?: number | undefined;
}

/** More than any scope can weigh: what was settled stays with the contract that it was settled with. */
const SETTLED = 8;

/** Which rows of `screenings s` owe a rent: those that take place, and canceled ones while money for them is not given back. */
export const OWES_RENT = `(s.status = 'scheduled'
  OR EXISTS (SELECT FROM tickets t WHERE t.screening_id = s.id AND t.status <> 'refunded')
  OR EXISTS (SELECT FROM settlement_screenings x WHERE x.screening_id = s.id))`;

/**
 * Adds to `screenings s` whose contract each is: `c.contract_id` and `c.week`, both null where it has none. Of all contracts that
 * fit, the narrowest scope wins: a cinema weighs more than a type of hall and a format together.
 */
export const JOIN_CONTRACT = `LEFT JOIN LATERAL (
    SELECT f.contract_id, f.week FROM (
      SELECT t.contract_id, t.week::integer AS week, ${SETTLED} AS weight, t.id AS latest
      FROM settlement_screenings x JOIN settlements t ON t.id = x.settlement_id WHERE x.screening_id = s.id
      UNION ALL
      SELECT k.id, (s.local_date - k.starts_on) / 7 + 1, (k.cinema_id IS NOT NULL)::integer * 4
        + (k.hall_type IS NOT NULL)::integer * 2 + (k.format IS NOT NULL)::integer, 0
      FROM rental_contracts k
      WHERE k.movie_id = s.movie_id AND k.deleted_at IS NULL AND s.local_date BETWEEN k.starts_on AND k.ends_on
        AND (k.cinema_id IS NULL OR k.cinema_id = s.cinema_id) AND (k.format IS NULL OR k.format = s.format)
        AND (k.hall_type IS NULL OR k.hall_type = (SELECT h.type FROM halls h WHERE h.id = s.hall_id))
    ) f ORDER BY f.weight DESC, f.latest DESC LIMIT 1
  ) c ON true`;

/** Conditions on `screenings s` of days (both count, on the calendars of their cinemas) that no contract fits; with `JOIN_CONTRACT`. */
export function withoutContract(
  from: string,
  to: string,
  { movieId, cinemaId }: RentedScope,
  parameters: SqlParameters,
): string {
  const conditions = [
    `s.local_date BETWEEN ${parameters.add(from)}::date AND ${parameters.add(to)}::date`,
    movieId !== undefined && `s.movie_id = ${parameters.add(movieId)}`,
    cinemaId !== undefined && `s.cinema_id = ${parameters.add(cinemaId)}`,
    'c.contract_id IS NULL',
    OWES_RENT,
  ];
  return conditions.filter((condition) => condition !== false).join(' AND ');
}
