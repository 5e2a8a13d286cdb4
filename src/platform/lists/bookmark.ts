import { InvalidFieldsError } from '../errors/index.js';
import type { SortKey, SortType } from './sort.js';

/** A place in a sorted list: the row to go on from, and which way. */
export interface Bookmark {
  readonly backwards: boolean;
  /** The row's sort values as text, the id last. */
  readonly values: readonly string[];
}

const NUMBER = /^-?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?$/;
const TIME = /^(?!0000)\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

/** What PostgreSQL can read as a value of the type. */
const WELL_FORMED: Readonly<Record<SortType, (value: string) => boolean>> = {
  text: (value) => !value.includes('\0'),
  integer: (value) => /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= 2_147_483_647,
  numeric: (value) => NUMBER.test(value),
  'double precision': (value) => NUMBER.test(value) && isDouble(value),
  timestamptz: (value) => TIME.test(value) && isTime(value),
};

/** Neither too large for a double nor too small. */
function isDouble(value: string): boolean {
  const number = Number(value);
  return Number.isFinite(number) && (number !== 0 || !/^[^e]*[1-9]/.test(value));
}

/** No 30th of February, which JavaScript takes for the 2nd of March. */
function isTime(value: string): boolean {
  const time = new Date(`${value.slice(0, 10)}T${value.slice(11, 19)}Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value.slice(0, 10));
}

/** Writes a bookmark as it stands in a link. It is bound to the order that it was made for. */
export function writeBookmark(order: readonly SortKey[], bookmark: Bookmark): string {
  const direction = bookmark.backwards ? 'p' : 'n';
  return Buffer.from(JSON.stringify([signature(order), direction, ...bookmark.values])).toString('base64url');
}

/**
 * Reads a bookmark.
 * @throws InvalidFieldsError when it was not made by `writeBookmark` for this order
 */
export function readBookmark(order: readonly SortKey[], text: string): Bookmark {
  const parts = decode(text);
  const [made, direction, ...values] = parts;
  const types: SortType[] = [...order.map((key) => key.type), 'integer'];
  const good =
    made === signature(order) &&
    (direction === 'n' || direction === 'p') &&
    values.length === types.length &&
    types.every((type, index) => WELL_FORMED[type](values[index] ?? ''));
  if (!good) {
    throw new InvalidFieldsError([
      {
        field: 'bookmark',
        message:
          'is not one of this list in this order; follow next_page and prev_page as they are, or leave it out',
      },
    ]);
  }
  return { backwards: direction === 'p', values };
}

function signature(order: readonly SortKey[]): string {
  return order.map((key) => (key.descending ? `-${key.name}` : key.name)).join(',');
}

function decode(text: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}
