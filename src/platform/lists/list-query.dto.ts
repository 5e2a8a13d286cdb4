import { QueryInteger, QueryText } from './query-fields.js';

export const MAX_PAGE = 1_000_000;
export const MAX_PER_PAGE = 100;
/** A bookmark holds a row's sort values: the longest name, folded, in base64. */
const MAX_BOOKMARK = 6_000;

/** What every list takes that is always in the same order. */
export class PageQuery {
  @QueryInteger(1, MAX_PAGE, { description: 'Which page, counted from 1.', example: 1, default: 1 })
  page: number = 1;

  @QueryInteger(1, MAX_PER_PAGE, { description: 'How many items a page has.', example: 20, default: 20 })
  per_page: number = 20;
}

/** What lists take that can be sorted and walked. */
export class ListQuery extends PageQuery {
  @QueryText(200, {
    description:
      'Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones.',
  })
  sort?: string;

  @QueryText(MAX_BOOKMARK, {
    description:
      'Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up.',
  })
  bookmark?: string;
}
