import type { PageQuery } from './list-query.dto.js';

/** A page of a list as it goes out. */
export interface Page<Item> {
  items: Item[];
  page: number;
  per_page: number;
  total_items: number;
  total_pages: number;
  prev_page: string | null;
  next_page: string | null;
}

/**
 * Puts a page together. The links are relative and keep every filter.
 * @param url path and query of the request
 * @param bookmarks where the neighbouring pages go on; without them the links count pages
 */
export function toPage<Item>(
  items: Item[],
  list: PageQuery,
  total: number,
  url: string,
  bookmarks?: { previous: string; next: string },
): Page<Item> {
  const totalPages = Math.ceil(total / list.per_page);
  const beyondEnd = list.page > totalPages;
  const previous = beyondEnd ? totalPages : list.page - 1;
  return {
    items,
    page: list.page,
    per_page: list.per_page,
    total_items: total,
    total_pages: totalPages,
    prev_page:
      previous >= 1
        ? link(url, previous, previous === 1 || beyondEnd ? undefined : bookmarks?.previous)
        : null,
    next_page: list.page < totalPages ? link(url, list.page + 1, bookmarks?.next) : null,
  };
}

function link(url: string, page: number, bookmark: string | undefined): string {
  const [path = '', ...query] = url.split('?');
  const parameters = new URLSearchParams(query.join('?'));
  parameters.delete('bookmark');
  parameters.set('page', String(page));
  if (bookmark !== undefined) parameters.set('bookmark', bookmark);
  return `${path}?${parameters.toString()}`;
}
