/** Nobody who is alive was born before. */
const FIRST_BIRTHDAY = '1900-01-01';

/** What names somebody to others. */
export interface Names {
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/**
 * What others see: the first name and the initial of the last one ("Ada L."), else "Viewer" and the account's number.
 * The last name alone is never shown.
 */
export function displayName(userId: number, { first_name: first, last_name: last }: Names): string {
  if (first === null) return `Viewer ${userId}`;
  const [initial] = /\p{L}\p{M}*/u.exec(last ?? '') ?? [];
  return initial === undefined ? first : `${first} ${initial.toUpperCase()}.`;
}

/** Whether a text is a day of the calendar as YYYY-MM-DD. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * The days between which somebody who has an account was born.
 * @param now the time of day
 * @returns the first and the last, as YYYY-MM-DD
 */
export function birthDays(now: Date): { readonly first: string; readonly last: string } {
  return { first: FIRST_BIRTHDAY, last: now.toISOString().slice(0, 10) };
}
