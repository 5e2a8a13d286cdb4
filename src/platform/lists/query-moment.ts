import { InvalidFieldsError } from '../errors/index.js';
import { type Facts, queryField } from './query-fields.js';

const DAY_MS = 86_400_000;
const DATE = /^(19|2\d)\d\d-\d\d-\d\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const ALLOWED =
  'a date (2026-11-21) or a time with its offset (2026-11-21T18:00:00Z) of the years 1900 to 2999';

/**
 * One end of a span of time: a date alone means the whole day in UTC, and both ends belong to the span.
 * @param end `from` is read as the first moment of the span, `to` as the first moment after it
 */
export function QueryMoment(end: 'from' | 'to', facts: Facts): PropertyDecorator {
  return queryField((text) => readMoment(text, end), ALLOWED, { type: 'string', ...facts });
}

/** A day. Of a time the day is taken that it says, in whichever offset. */
export function QueryDay(facts: Facts): PropertyDecorator {
  return queryField((text) => (readMoment(text, 'from') ? text.slice(0, 10) : undefined), ALLOWED, {
    type: 'string',
    ...facts,
  });
}

/**
 * Refuses a span that ends before it begins.
 * @param name the parameters' name before `from` and `to`: `created_`
 * @throws InvalidFieldsError
 */
export function requireSpan(name: string, from: Date | undefined, to: Date | undefined): void {
  if (from && to && from >= to)
    throw new InvalidFieldsError([{ field: `${name}from`, message: `must not be later than ${name}to` }]);
}

/** Times are shown to the millisecond and kept to the microsecond: the one that is named is meant as a whole. */
function readMoment(text: string, end: 'from' | 'to'): Date | undefined {
  const day = text.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  if (!DATE.test(day) || Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day))
    return undefined;
  if (text === day) return end === 'from' ? midnight : new Date(midnight.getTime() + DAY_MS);
  // The plus sign of an offset that nobody escaped arrives as a space.
  const time = text.slice(11).replace(' ', '+');
  if (text.charAt(10) !== 'T' || !TIME.test(time)) return undefined;
  const moment = new Date(`${day}T${time}`);
  return end === 'from' ? moment : new Date(moment.getTime() + 1);
}
