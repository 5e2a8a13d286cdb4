import { badParameter, noSuch } from './api-error.js';

/** What any list of Stripe's takes. */
export interface ListParameters {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
  readonly created?:
    number | { readonly gt?: number; readonly gte?: number; readonly lt?: number; readonly lte?: number };
  readonly expand?: readonly string[];
}

interface Listed {
  readonly id: string;
  readonly created: number;
}

/**
 * A page of a list.
 * @param rows those that match, the latest first
 */
export function listOf<Row extends Listed>(
  rows: readonly Row[],
  { limit = 10, starting_after: after, ending_before: before, created }: ListParameters,
  url: string,
): { object: 'list'; data: Row[]; has_more: boolean; url: string } {
  if (limit < 1 || limit > 100) {
    throw badParameter('limit', 'parameter_invalid_integer', 'limit must lie between 1 and 100.');
  }
  const from = after === undefined ? 0 : placeOf(rows, after, 'starting_after') + 1;
  const until = before === undefined ? rows.length : placeOf(rows, before, 'ending_before');
  const left = rows.slice(from, until).filter((row) => isIn(row.created, created));
  // Before a row means next to it, not at the top of the list.
  const data = before === undefined ? left.slice(0, limit) : left.slice(-limit);
  return { object: 'list', data, has_more: left.length > limit, url };
}

function placeOf(rows: readonly Listed[], id: string, param: string): number {
  const place = rows.findIndex((row) => row.id === id);
  if (place < 0) throw noSuch('object', id, param);
  return place;
}

function isIn(at: number, range: ListParameters['created']): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return at === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}
