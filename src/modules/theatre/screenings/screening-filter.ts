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
  const among = (column: string, values: readonly unknown[] | undefined, type: string): string[] =>
    values === undefined ? [] : [`${column} = ${oneOf(values, type, parameters)}`];
  return [
    ...among('s.status', filter.statuses, 'text'),
    ...among('s.local_date', filter.dates, 'date'),
    ...among('s.cinema_id', filter.cinemaIds, 'int'),
    ...among('s.hall_id', filter.hallIds, 'int'),
    ...among('s.format', filter.formats, 'text'),
    ...among('lower(s.language)', filter.languages, 'text'),
    ...movieCondition(filter.movieUuids, parameters),
    ...hallTypeCondition(filter.hallTypes, parameters),
    ...compare('>=', filter.from),
    ...compare('<', filter.to),
    ...compare('>', filter.upcoming ? now : undefined),
    ...availability(filter.available, now, parameters),
  ];
}

/** A single value is compared as such: then an index gives the rows in the order of their starts. */
function oneOf(values: readonly unknown[], type: string, parameters: SqlParameters): string {
  if (values.length === 1) return `${parameters.add(values[0])}::${type}`;
  return `ANY (${parameters.add(values)}::${type}[])`;
}

function movieCondition(uuids: readonly string[] | undefined, parameters: SqlParameters): string[] {
  if (uuids === undefined) return [];
  const movies = `(SELECT id FROM movies WHERE uuid = ${oneOf(uuids, 'uuid', parameters)})`;
  return [`s.movie_id = ${uuids.length === 1 ? movies : `ANY (ARRAY${movies})`}`];
}

function hallTypeCondition(types: readonly HallType[] | undefined, parameters: SqlParameters): string[] {
  if (types === undefined) return [];
  return [`s.hall_id = ANY (ARRAY(SELECT id FROM halls WHERE type = ${oneOf(types, 'text', parameters)}))`];
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
