import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { SqlParameters } from '../../../platform/lists/index.js';
import { deletionsOf, FIELDS, isTypoTolerant, LEVELS } from '../search-document.js';
import { conditionsOf, isUnfiltered, type MovieFilter } from './movie-filter.js';
import { ANYWHERE, levelQuery, type MovieSearch } from './movie-search.js';

/** As many matches as a search counts and shows in order of relevance. */
export const SEARCH_WINDOW = 500;

/** Finds films by words. */
@Injectable()
export class MovieSearchRepository {
  constructor(private readonly database: Database) {}

  /**
   * Matches, best first: the film of exactly that name, then titles, then people, then descriptions; the best known first
   * in each. The branches run one after the other and only as far as `limit` asks, level by level. Planning them takes
   * longer than running them: values are hidden in subqueries, so that one plan serves all searches without filters, and
   * `votes + 0` keeps that plan from walking all films by votes in the hope of meeting enough matches soon.
   */
  async ids(search: MovieSearch, filter: MovieFilter, limit: number, offset: number): Promise<number[]> {
    const parameters = new SqlParameters();
    const [most, first, skipped] = [offset + limit, limit, offset].map((value) => parameters.add(value));
    const name = parameters.add(search.name);
    const tsquery = (text: string): string => `(SELECT ${parameters.add(text)}::tsquery)`;
    const conditions = conditionsOf(filter, parameters).join(' AND ');
    const branch = (condition: string): string =>
      `(SELECT m.id FROM movies m WHERE ${condition} AND ${conditions} ORDER BY m.votes + 0 DESC, m.id DESC LIMIT ${most})`;
    const levels = Array.from({ length: LEVELS }, (_, level) => ({
      title: tsquery(levelQuery(search, level, [FIELDS.title])),
      people: tsquery(levelQuery(search, level, [FIELDS.people])),
      whole: tsquery(levelQuery(search, level, ANYWHERE)),
    }));
    const branches = [
      branch(`m.name_folded = ${name}`),
      ...levels.map(({ title }) => branch(`m.search @@ ${title} AND m.name_folded <> ${name}`)),
      ...levels.map(({ title, people }) => branch(`m.search @@ ${people} AND NOT m.search @@ ${title}`)),
      ...levels.map(({ title, people, whole }) =>
        branch(`m.search @@ ${whole} AND NOT m.search @@ ${title} AND NOT m.search @@ ${people}`),
      ),
    ];
    const sql = `${branches.join(' UNION ALL ')} LIMIT ${first} OFFSET ${skipped}`;
    const rows = isUnfiltered(filter)
      ? await this.database.prepared<{ id: number }>('movie-search', sql, parameters.values)
      : await this.database.rows<{ id: number }>(sql, parameters.values);
    return rows.map((row) => row.id);
  }

  /** How many films match, counted up to one more than the window. */
  async count(search: MovieSearch, filter: MovieFilter): Promise<number> {
    const parameters = new SqlParameters();
    const conditions = conditionsOf(filter, parameters).join(' AND ');
    const levels = Array.from(
      { length: LEVELS },
      (_, level) =>
        `SELECT FROM movies m WHERE m.search @@ ${parameters.add(levelQuery(search, level, ANYWHERE))}::tsquery AND ${conditions}`,
    );
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM (${levels.join(' UNION ALL ')} LIMIT ${SEARCH_WINDOW + 1}) AS matches`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** The search with words of the catalogue that are one typing error away from those that were typed. */
  async correct(search: MovieSearch): Promise<MovieSearch> {
    const doubtful = search.words.flatMap((word) => word.spellings).filter(isTypoTolerant);
    const rows = await this.database.rows<{ typed: string; word: string }>(
      `SELECT typed.word AS typed, w.word FROM unnest($1::text[], $2::text[]) AS typed (word, deletions)
       JOIN search_words w ON w.deletions && string_to_array(typed.deletions, ' ')`,
      [doubtful, doubtful.map((word) => deletionsOf(word).join(' '))],
    );
    return {
      ...search,
      words: search.words.map((word) => ({
        ...word,
        spellings: [
          ...word.spellings,
          ...rows
            .filter((row) => word.spellings.includes(row.typed) && isOneErrorAway(row.typed, row.word))
            .map((row) => row.word),
        ].slice(0, MAX_SPELLINGS),
      })),
    };
  }
}

const MAX_SPELLINGS = 12;

/** Whether one letter wrong, missing, too many, or two neighbours swapped make one word of the other. */
export function isOneErrorAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  if (short.length + 1 === long.length) return short.slice(start) === long.slice(start + 1);
  if (short.length !== long.length) return false;
  if (short.slice(start + 1) === long.slice(start + 1)) return true;
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    short.slice(start + 2) === long.slice(start + 2)
  );
}
