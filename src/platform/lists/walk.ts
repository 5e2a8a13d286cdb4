import type { ListQuery } from './list-query.dto.js';
import { type Page, toPage } from './page.js';
import { parseSort, type SortColumn } from './sort.js';
import type { SqlParameters } from './sql-parameters.js';
import { bookmarksOf, type PageWindow, windowOf } from './window.js';

/** Rows that can be counted, and read page by page. */
export interface Walkable<Filter, Row> {
  count(filter: Filter): Promise<number>;
  page(filter: Filter, windowOf: (parameters: SqlParameters) => PageWindow): Promise<Row[]>;
}

/** By what rows can be sorted, and what breaks ties. */
export interface WalkOrder {
  readonly columns: Readonly<Record<string, SortColumn>>;
  readonly idSql: string;
}

/**
 * A page of rows in two statements, the newest first unless the query says otherwise.
 * @param request.url path and query of the request, for the links
 * @throws InvalidFieldsError for a sort order that is not on offer
 */
export async function walk<Filter, Row extends { readonly keys: readonly string[] }, Item>(
  rows: Walkable<Filter, Row>,
  { columns, idSql }: WalkOrder,
  { filter, query, url }: { readonly filter: Filter; readonly query: ListQuery; readonly url: string },
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const order = parseSort(query.sort ?? '-created_at', columns);
  const total = await rows.count(filter);
  const found = await rows.page(filter, (parameters) => windowOf(query, order, idSql, total, parameters));
  const bookmarks = bookmarksOf(order, found[0]?.keys, found.at(-1)?.keys);
  return toPage(found.map(toItem), query, total, url, bookmarks);
}
