import type { SqlParameters } from '../../../platform/lists/index.js';
import type { HallType } from '../halls/hall.js';
import type { ScreeningFormat, ScreeningStatus } from './screening-facts.js';
import type { ScreeningListQuery } from './screening-list.dto.js';

/** The filters of a list of screenings. */
export interface ScreeningFilter {
  readonly dates: readonly string[] | undefined;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  readonly movieUuids: readonly string[] | undefined;
  readonly cinemaIds: readonly number[] | undefined;
  readonly hallIds: readonly number[] | undefined;
  readonly hallTypes: readonly HallType[] | undefined;
  readonly formats: readonly ScreeningFormat[] | undefined;
  readonly languages: readonly string[] | undefined;
  readonly statuses: readonly ScreeningStatus[];
  readonly available: boolean | undefined;
  /** Only what has not begun: the list where no time is asked for. */
  readonly upcoming: boolean;
}

/** What counts as taken of a screening, at a moment. */
export const isTaken = (now: string): string => `(a.status <> 'held' OR a.expires_at > ${now})`;

/** Reads the filters of a query. */
export function screeningFilter(query: ScreeningListQuery): ScreeningFilter {
  return {
    dates: query.date,
    from: query.from,
    to: query.to,
    movieUuids: query.movie_uuid,
    cinemaIds: query.cinema_id,
    hallIds: query.hall_id,
    hallTypes: query.hall_type,
    formats: query.format,
    languages: query.language?.map((language) => language.toLowerCase()),
    statuses: query.status ?? ['scheduled'],
    available: query.available,
    upcoming: query.date === undefined && query.from === undefined && query.to === undefined,
  };
}

/** The filter as conditions on `screenings s`. */
export function conditionsOf(filter: ScreeningFilter, now: Date, parameters: SqlParameters): string[] {
  const compare = (sign: string, at: Date | undefined): string[] =>
    at === undefined ? [] : [`s.starts_at ${sign} ${parameters.add(at)}`];
  const any = (values: readonly unknown[] | undefined, condition: (list: string) => string): string[] =>
    values === undefined ? [] : [condition(parameters.add(values))];
  return [
    ...any(filter.statuses, (list) => `s.status = ANY (${list}::text[])`),
    ...any(filter.dates, (list) => `s.local_date = ANY (${list}::date[])`),
    ...any(filter.cinemaIds, (list) => `s.cinema_id = ANY (${list}::int[])`),
    ...any(filter.hallIds, (list) => `s.hall_id = ANY (${list}::int[])`),
    ...any(filter.formats, (list) => `s.format = ANY (${list}::text[])`),
    ...any(filter.languages, (list) => `lower(s.language) = ANY (${list}::text[])`),
    ...any(
      filter.movieUuids,
      (list) => `s.movie_id = ANY (ARRAY(SELECT id FROM movies WHERE uuid = ANY (${list}::uuid[])))`,
    ),
    ...any(
      filter.hallTypes,
      (list) => `s.hall_id = ANY (ARRAY(SELECT id FROM halls WHERE type = ANY (${list}::text[])))`,
    ),
    ...compare('>=', filter.from),
    ...compare('<', filter.to),
    ...compare('>', filter.upcoming ? now : undefined),
    ...availability(filter.available, now, parameters),
  ];
}

function availability(available: boolean | undefined, now: Date, parameters: SqlParameters): string[] {
  if (available === undefined) return [];
  const at = `${parameters.add(now)}::timestamptz`;
  const taken = `(SELECT count(*) FROM seat_allocations a WHERE a.screening_id = s.id AND ${isTaken(at)})`;
  const is = `(s.status = 'scheduled' AND (s.sales_start IS NULL OR s.sales_start <= ${at})
    AND coalesce(s.sales_end, s.starts_at) > ${at}
    AND ${taken} < (SELECT h.capacity FROM halls h WHERE h.id = s.hall_id))`;
  return [available ? is : `NOT ${is}`];
}
