import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { parseSort, type SortColumn, type SortKey } from '../../../platform/lists/index.js';

const COLUMNS: Readonly<Record<string, SortColumn>> = {
  name: { sql: 'm.name_folded', type: 'text' },
  year: { sql: 'm.year', type: 'integer' },
  imdb: { sql: 'm.imdb', type: 'numeric' },
  votes: { sql: 'm.votes', type: 'integer' },
  price: { sql: 'm.price', type: 'numeric' },
  created_at: { sql: 'm.created_at', type: 'timestamptz' },
  popularity: { sql: 's.popularity', type: 'double precision' },
  rating: { sql: 's.average_rating', type: 'numeric' },
};
const SINCE: SortColumn = { sql: 'l.since', type: 'timestamptz' };
const BY_RELEVANCE: SortColumn = { sql: '', type: 'integer' };
const DEFAULT_SORT = '-created_at';

export type MovieOrder = readonly SortKey[];

/**
 * The order of a list of films; undefined for "best match first".
 * @param since the name under which a personal list can also be sorted by when a film came into it, newest first by default
 * @throws InvalidFieldsError for an unknown field, or for relevance without a search or beside other fields
 */
export function movieOrder(
  sort: string | undefined,
  searching: boolean,
  since?: string,
): MovieOrder | undefined {
  const columns = since === undefined ? COLUMNS : { ...COLUMNS, [since]: SINCE };
  const byDefault = since === undefined ? DEFAULT_SORT : `-${since}`;
  if (sort === undefined) return searching ? undefined : parseSort(byDefault, columns);
  const order = parseSort(sort, { ...columns, relevance: BY_RELEVANCE });
  if (!order.some((key) => key.name === 'relevance')) return order;
  if (!searching)
    throw new InvalidFieldsError([{ field: 'sort', message: 'relevance needs a search: give q as well' }]);
  if (order.length > 1) throw new InvalidFieldsError([{ field: 'sort', message: 'relevance stands alone' }]);
  return undefined;
}

/** Whether the order needs to know when films came into a personal list. */
export function needsSince(order: MovieOrder): boolean {
  return order.some((key) => key.sql === SINCE.sql);
}

/** Whether the order needs the counters. */
export function needsStats(order: MovieOrder): boolean {
  return order.some((key) => key.sql.startsWith('s.'));
}
