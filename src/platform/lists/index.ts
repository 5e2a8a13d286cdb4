export { ListQuery, PageQuery } from './list-query.dto.js';
export { type Page, toPage } from './page.js';
export { PageOf } from './page.dto.js';
export {
  QueryAnyWord,
  QueryBoolean,
  QueryInteger,
  QueryIntegers,
  QueryNames,
  QueryNumber,
  QueryText,
  QueryWord,
  QueryWords,
} from './query-fields.js';
export { QueryDay, QueryMoment, requireSpan } from './query-moment.js';
export { parseSort, type SortColumn, type SortKey } from './sort.js';
export { SqlParameters } from './sql-parameters.js';
export { bookmarksOf, type PageWindow, windowOf } from './window.js';
export { walk, type WalkOrder } from './walk.js';
