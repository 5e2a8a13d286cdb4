import { daysAfter } from '../../theatre/index.js';

const DAY_MS = 86_400_000;
const DAYS_OF_A_WEEK = 7;

/** The days of a contract, such as `2026-11-21`; both belong to it. */
export interface Term {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A film week of a contract, from 1; both days belong to it. */
export interface FilmWeek extends Term {
  readonly week: number;
}

/** Which film week of a contract a day is in; undefined for a day that is not of its term. */
export function weekOf(date: string, term: Term): number | undefined {
  if (date < term.startsOn || date > term.endsOn) return undefined;
  return Math.floor(daysBetween(term.startsOn, date) / DAYS_OF_A_WEEK) + 1;
}

/** How many film weeks a contract has; the last one may be shorter than the others. */
export function weeksOf({ startsOn, endsOn }: Term): number {
  return Math.floor(daysBetween(startsOn, endsOn) / DAYS_OF_A_WEEK) + 1;
}

/** The days of a film week; undefined where the contract has no such week. */
export function filmWeek(week: number, term: Term): FilmWeek | undefined {
  if (week < 1 || week > weeksOf(term)) return undefined;
  const startsOn = daysAfter(term.startsOn, (week - 1) * DAYS_OF_A_WEEK);
  const lastDay = daysAfter(startsOn, DAYS_OF_A_WEEK - 1);
  return { week, startsOn, endsOn: lastDay < term.endsOn ? lastDay : term.endsOn };
}

/** All film weeks of a contract, in their order. */
export function filmWeeks(term: Term): FilmWeek[] {
  return Array.from({ length: weeksOf(term) }, (_, index) => filmWeek(index + 1, term)).filter(
    (week) => week !== undefined,
  );
}

/** The share of a film week in hundredths of a percent: the last one that was agreed goes on. */
export function shareOfWeek(week: number, weeklyShares: readonly number[]): number {
  return weeklyShares[Math.min(week, weeklyShares.length) - 1] ?? 0;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
