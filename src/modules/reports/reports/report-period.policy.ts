import { DateTime } from 'luxon';
import type { FieldError } from '../../../platform/errors/index.js';

const MOST_YEARS = 3;
/** Where a day begins first: nobody's today is refused. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';

/**
 * What is wrong with the days that somebody asks for; both belong to the period.
 * @param now where the period must not reach beyond today
 */
export function periodProblems({ from, to }: { from: string; to: string }, now?: Date): FieldError[] {
  if (from > to) return [{ field: 'from', message: 'must not be later than to' }];
  const problems: FieldError[] = [];
  const today = now && DateTime.fromJSDate(now, { zone: EARLIEST_ZONE }).toFormat('yyyy-MM-dd');
  if (today !== undefined && to > today)
    problems.push({ field: 'to', message: 'must not be later than today' });
  const limit = DateTime.fromISO(from, { zone: 'utc' }).plus({ years: MOST_YEARS }).toFormat('yyyy-MM-dd');
  if (to >= limit)
    problems.push({ field: 'to', message: `must be less than ${MOST_YEARS} years after from` });
  return problems;
}
