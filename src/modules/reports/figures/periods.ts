import { daysAfter, weekdayOf } from '../../theatre/index.js';

/** What days are put together to. */
export type PeriodUnit = 'day' | 'week' | 'month';

/** The first day of a day's week, Monday, as `2026-11-16`; of its month `2026-11`; the day itself. */
export function periodOf(day: string, unit: PeriodUnit): string {
  if (unit === 'day') return day;
  return unit === 'month' ? day.slice(0, 7) : daysAfter(day, 1 - weekdayOf(day));
}

/** All periods that have days between two, both included. */
export function periodsOf(from: string, to: string, unit: PeriodUnit): string[] {
  const periods = new Set<string>();
  for (let day = from; day <= to; day = daysAfter(day, 1)) periods.add(periodOf(day, unit));
  return [...periods];
}

/** In which units a span reads well, the largest first; the first one makes a good picture. */
export function unitsFor(from: string, to: string): readonly [PeriodUnit, ...PeriodUnit[]] {
  if (to > daysAfter(from, 100)) return ['month', 'week', 'day'];
  return to > daysAfter(from, 31) ? ['week', 'day'] : ['day'];
}
