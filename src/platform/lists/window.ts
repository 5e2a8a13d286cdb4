import { type Bookmark, readBookmark, writeBookmark } from './bookmark.js';
import type { ListQuery } from './list-query.dto.js';
import type { SortKey } from './sort.js';
import type { SqlParameters } from './sql-parameters.js';

/** Which rows of a sorted list make up a page, as parts of a statement. */
export interface PageWindow {
  /** A condition that leaves out what lies before the page, or undefined. */
  readonly condition: string | undefined;
  readonly orderBy: string;
  readonly limit: number;
  readonly offset: number;
  /** The rows come last one first and must be turned round. */
  readonly reversed: boolean;
  /** The text of each sort value and of the id, in order: what bookmarks are made of. */
  readonly keyColumns: string;
}

/**
 * Finds the rows of a page. With a bookmark the walk goes on from a known row, at the same cost on every page. Without
 * one, rows are counted off from the nearer end.
 * @param order the sort order; the id is added to break ties, in the direction of the last key
 * @param idSql the id column
 * @param total rows in the whole list
 */
export function windowOf(
  list: Pick<ListQuery, 'page' | 'per_page' | 'bookmark'>,
  order: readonly SortKey[],
  idSql: string,
  total: number,
  parameters: SqlParameters,
): PageWindow {
  const keys = withId(order, idSql);
  const keyColumns = keys.map((key) => `(${key.sql})::text`).join(', ');
  if (list.bookmark !== undefined) {
    const bookmark = readBookmark(order, list.bookmark);
    return {
      condition: beyond(keys, bookmark, parameters),
      orderBy: orderBy(keys, bookmark.backwards),
      limit: list.per_page,
      offset: 0,
      reversed: bookmark.backwards,
      keyColumns,
    };
  }
  const offset = (list.page - 1) * list.per_page;
  const limit = Math.max(0, Math.min(list.per_page, total - offset));
  const reversed = offset > total / 2;
  return {
    condition: undefined,
    orderBy: orderBy(keys, reversed),
    limit,
    offset: reversed ? Math.max(0, total - offset - limit) : offset,
    reversed,
    keyColumns,
  };
}

/**
 * The bookmarks that lead on from a page: its last row forwards, its first row backwards; undefined for an empty page.
 * @param first the key columns of the first row
 */
export function bookmarksOf(
  order: readonly SortKey[],
  first: readonly string[] | undefined,
  last: readonly string[] | undefined,
): { previous: string; next: string } | undefined {
  if (!first || !last) return undefined;
  return {
    previous: writeBookmark(order, { backwards: true, values: first }),
    next: writeBookmark(order, { backwards: false, values: last }),
  };
}

function withId(order: readonly SortKey[], idSql: string): SortKey[] {
  const descending = order.at(-1)?.descending ?? false;
  return [...order, { name: 'id', sql: idSql, type: 'integer', descending }];
}

function orderBy(keys: readonly SortKey[], backwards: boolean): string {
  return keys.map((key) => `${key.sql} ${key.descending === backwards ? 'ASC' : 'DESC'}`).join(', ');
}

/** Rows after the bookmark: one row comparison where all keys run the same way, which an index can answer; else spelt out. */
function beyond(keys: readonly SortKey[], bookmark: Bookmark, parameters: SqlParameters): string {
  const values = keys.map((key, index) => `${parameters.add(bookmark.values[index])}::${key.type}`);
  const after = (key: SortKey): string => (key.descending === bookmark.backwards ? '>' : '<');
  const first = keys[0];
  if (first && keys.every((key) => key.descending === first.descending)) {
    return `(${keys.map((key) => key.sql).join(', ')}) ${after(first)} (${values.join(', ')})`;
  }
  const steps = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, at) => `${earlier.sql} = ${values[at] ?? ''}`);
    return `(${[...equal, `${key.sql} ${after(key)} ${values[index] ?? ''}`].join(' AND ')})`;
  });
  const bound = first ? `${first.sql} ${after(first)}= ${values[0] ?? ''} AND ` : '';
  return `${bound}(${steps.join(' OR ')})`;
}
