import { InvalidFieldsError } from '../errors/index.js';

/** The type of a sort column as PostgreSQL names it; the values of bookmarks are checked against it. */
export type SortType = 'text' | 'integer' | 'numeric' | 'double precision' | 'timestamptz';

/** A column that lists can be sorted by. It is never null. */
export interface SortColumn {
  readonly sql: string;
  readonly type: SortType;
}

/** One step of a sort order. */
export interface SortKey extends SortColumn {
  readonly name: string;
  readonly descending: boolean;
}

const MAX_KEYS = 4;

/**
 * Reads `sort=-year,name`.
 * @param allowed the columns on offer, by the name that clients use
 * @throws InvalidFieldsError naming the allowed fields
 */
export function parseSort(sort: string, allowed: Readonly<Record<string, SortColumn>>): SortKey[] {
  const names = sort.split(',').map((part) => part.trim());
  const keys = names.map((part): SortKey => {
    const name = part.replace(/^-/, '');
    const column = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (!column) {
      throw new InvalidFieldsError([
        {
          field: 'sort',
          message: `does not know "${name}"; allowed are ${Object.keys(allowed).join(', ')}, each with - in front for descending`,
        },
      ]);
    }
    return { ...column, name, descending: part.startsWith('-') };
  });
  if (keys.length > MAX_KEYS || new Set(keys.map((key) => key.name)).size !== keys.length) {
    throw new InvalidFieldsError([{ field: 'sort', message: `takes at most ${MAX_KEYS} different fields` }]);
  }
  return keys;
}
