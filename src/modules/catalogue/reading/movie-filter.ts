import type { SqlParameters } from '../../../platform/lists/index.js';
import type { Programme } from '../contributors/movie-contributor.js';
import { TERM_TABLES, type TermKind } from '../terms/term-kind.js';
import type { MovieListQuery } from './movie-list.dto.js';

const MINUTE_MS = 60_000;

/** A filter by terms: for each value given, the ids that it stands for. */
export interface TermFilter {
  readonly kind: TermKind;
  readonly ids: readonly (readonly number[])[];
}

/** Only films that rows of somebody's name, such as their favourites. */
export interface PersonalList {
  /** A table with `user_id`, `movie_id`, and this column that tells since when the film is in the list. */
  readonly table: string;
  readonly since: string;
  readonly userId: number;
}

/** Only films that are on the programme, or that are not. */
export interface Showing {
  readonly wanted: boolean;
  /** Undefined where there is no programme. */
  readonly programme: Programme | undefined;
  readonly at: Date;
}

/** The filters of a list of films, names already looked up. */
export interface MovieFilter {
  readonly terms: readonly TermFilter[];
  readonly matchAll: boolean;
  readonly years: readonly number[] | undefined;
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
  readonly imdbFrom: number | undefined;
  readonly imdbTo: number | undefined;
  readonly priceFrom: number | undefined;
  readonly priceTo: number | undefined;
  readonly suitableForAge: number | undefined;
  readonly nowShowing: Showing | undefined;
  readonly personal: PersonalList | undefined;
  readonly onSale: { readonly wanted: boolean; readonly at: Date } | undefined;
}

/** Reads the filters of a query. */
export function movieFilter(
  query: MovieListQuery,
  terms: readonly TermFilter[],
  {
    personal,
    programme,
  }: { readonly personal: PersonalList | undefined; readonly programme: Programme | undefined },
  now: Date,
): MovieFilter {
  return {
    terms,
    matchAll: query.match === 'all',
    years: query.year,
    yearFrom: query.year_from,
    yearTo: query.year_to,
    imdbFrom: query.imdb_from,
    imdbTo: query.imdb_to,
    priceFrom: query.price_from,
    priceTo: query.price_to,
    suitableForAge: query.suitable_for_age,
    nowShowing:
      query.now_showing === undefined
        ? undefined
        : { wanted: query.now_showing, programme, at: wholeMinute(now) },
    personal,
    onSale: query.on_sale === undefined ? undefined : { wanted: query.on_sale, at: now },
  };
}

/** The filter as conditions on `movies m`. Deleted films are always left out. */
export function conditionsOf(filter: MovieFilter, parameters: SqlParameters): string[] {
  const compare = (column: string, sign: string, value: number | undefined): string[] =>
    value === undefined ? [] : [`m.${column} ${sign} ${parameters.add(value)}`];
  return [
    'm.deleted_at IS NULL',
    ...filter.terms.flatMap((term) => termConditions(term, filter.matchAll, parameters)),
    ...yearConditions(filter, parameters),
    ...compare('year', '>=', filter.yearFrom),
    ...compare('year', '<=', filter.yearTo),
    ...compare('imdb', '>=', filter.imdbFrom),
    ...compare('imdb', '<=', filter.imdbTo),
    ...compare('price', '>=', filter.priceFrom),
    ...compare('price', '<=', filter.priceTo),
    ...(filter.suitableForAge === undefined
      ? []
      : [`(m.min_age IS NULL OR m.min_age <= ${parameters.add(filter.suitableForAge)})`]),
    ...showingConditions(filter, parameters),
    ...saleConditions(filter, parameters),
    ...personalConditions(filter, parameters),
  ];
}

/** Whether the filter leaves nothing out. */
export function isUnfiltered(filter: MovieFilter): boolean {
  return filter.terms.length === 0 && conditionsOf(filter, { values: [], add: () => '' }).length === 1;
}

function termConditions({ kind, ids }: TermFilter, matchAll: boolean, parameters: SqlParameters): string[] {
  const groups = matchAll ? ids : [ids.flat()];
  const { links } = TERM_TABLES[kind];
  return groups.map((group) => {
    const wanted = `ANY (${parameters.add(group)}::int[])`;
    return links
      ? `EXISTS (SELECT FROM ${links.table} l WHERE l.movie_id = m.id AND l.${links.column} = ${wanted})`
      : `m.certification_id = ${wanted}`;
  });
}

function yearConditions({ years, matchAll }: MovieFilter, parameters: SqlParameters): string[] {
  if (years === undefined) return [];
  if (matchAll) return years.map((year) => `m.year = ${parameters.add(year)}`);
  return [`m.year = ANY (${parameters.add(years)}::int[])`];
}

function personalConditions({ personal }: MovieFilter, parameters: SqlParameters): string[] {
  if (!personal) return [];
  const { table, userId } = personal;
  return [
    `EXISTS (SELECT FROM ${table} p WHERE p.user_id = ${parameters.add(userId)} AND p.movie_id = m.id)`,
  ];
}

function showingConditions({ nowShowing }: MovieFilter, parameters: SqlParameters): string[] {
  if (!nowShowing) return [];
  const { wanted, programme, at } = nowShowing;
  if (!programme) return [wanted ? 'false' : 'true'];
  const { table, startsAt, counts } = programme;
  return [
    `${wanted ? '' : 'NOT '}EXISTS (
      SELECT FROM ${table} p WHERE p.movie_id = m.id AND ${counts} AND p.${startsAt} > ${parameters.add(at)})`,
  ];
}

/** So that what is counted once counts for a minute: a film whose last screening began just now is shown for as long. */
function wholeMinute(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
}

function saleConditions({ onSale }: MovieFilter, parameters: SqlParameters): string[] {
  if (!onSale) return [];
  const now = parameters.add(onSale.at);
  const sold = `NOT m.withdrawn AND (m.sale_from IS NULL OR m.sale_from <= ${now}) AND (m.sale_until IS NULL OR m.sale_until > ${now})`;
  return [onSale.wanted ? `(${sold})` : `NOT (${sold})`];
}
