/** How much business, and which: the same numbers make the same year. */
export interface BusinessYearOptions {
  /** About how many seats are sold. */
  readonly tickets: number;
  readonly days?: number;
  readonly seed?: number;
  /** The first day, `2025-01-01`. */
  readonly from?: string;
  /** Leaves out that PostgreSQL looks up every key that a row refers to, which takes a third of the time; needs a superuser. */
  readonly trusted?: boolean;
}

/** What the statements are written for. */
export interface Plan {
  readonly tickets: number;
  readonly days: number;
  readonly seed: number;
  readonly from: string;
  /** People with an account who buy. */
  readonly accounts: number;
  /** Films begin one a week, the first six before the first day, and run for six weeks. */
  readonly films: number;
}

const WEEK = 7;
/** How many weeks a film runs, and so how many films run at once. */
export const RUN_WEEKS = 6;

/** @throws Error for numbers that make no year */
export function planOf({ tickets, days = 365, seed = 1, from = '2025-01-01' }: BusinessYearOptions): Plan {
  for (const [name, value] of Object.entries({ tickets, days, seed }))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new Error(`${name} must be a whole number from 1 on.`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from)) throw new Error('from must be a date.');
  return {
    tickets,
    days,
    seed,
    from,
    accounts: Math.max(200, Math.ceil(tickets / 20)),
    films: Math.ceil(days / WEEK) + RUN_WEEKS,
  };
}

/** Random numbers from 0 up to 1 that depend on a key, on what they are for, and on the seed. */
export function chances({ seed }: Plan): string {
  return `CREATE FUNCTION pg_temp.chance(key bigint, purpose integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS
    'SELECT (hashint8extended($1, ${seed}::bigint * 1000 + $2) & 4294967295) / 4294967296.0::float8'`;
}

/** One of some words. */
export function oneOf(words: readonly string[], index: string): string {
  return `(ARRAY[${words.map((word) => `'${word}'`).join(', ')}])[1 + (${index}) % ${words.length}]`;
}
