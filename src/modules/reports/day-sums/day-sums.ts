import { LEDGER_ENTRIES } from '../figures/ledger-entries.js';

const MEASURES = ['sold', 'returned', 'gross', 'discount', 'points', 'money_back', 'points_back'];
/** What sums of a day are of. */
export const KEYS = ['kind', 'movie_id', 'cinema_id', 'hall_id', 'tender', 'seller_id'];
export const DAY_SUM_COLUMNS = ['day', 'family', ...KEYS, ...MEASURES].join(', ');

/**
 * What the ledger says of a day, in the columns above: by film, place and kind (`family` 2) and by tender, seller and cinema (3).
 * @param day an expression
 */
export function daySums(day: string): string {
  const entries = LEDGER_ENTRIES.replaceAll(/\$[123]\b/g, (place) =>
    place === '$3' ? 'NULL' : `(${day})::date`,
  );
  return `SELECT ${day} AS day, 2 + GROUPING(kind) AS family, ${KEYS.join(', ')},
      ${MEASURES.map((name) => `sum(${name})::bigint AS ${name}`).join(', ')}
    FROM (${entries}) e
    GROUP BY GROUPING SETS ((movie_id, cinema_id, hall_id, kind), (tender, seller_id, cinema_id))`;
}
