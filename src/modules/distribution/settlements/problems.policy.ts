import { moneyOf } from '../amounts.js';
import type { Statement, StatementWeek } from './statement.policy.js';

/** Something about a settlement that somebody should look at. */
export interface SettlementProblem {
  readonly kind: 'no-contract' | 'gap' | 'differs';
  readonly message: string;
  readonly week?: number;
  readonly screeningIds?: readonly number[];
}

const MOST_IDS = 100;

/** What is odd about the weeks of a contract, and about screenings of its film that no contract covers. */
export function problemsOf(
  { weeks, unasked }: Pick<Statement, 'weeks' | 'unasked'>,
  uncovered: readonly { readonly id: number }[],
): SettlementProblem[] {
  return [
    ...withoutContract(uncovered),
    ...gapsOf(weeks),
    ...differencesOf(weeks),
    ...unaskedOf(unasked, weeks.at(-1)),
  ];
}

function withoutContract(uncovered: readonly { readonly id: number }[]): SettlementProblem[] {
  const count = uncovered.length;
  if (count === 0) return [];
  const message =
    count === 1
      ? 'A screening of the film is covered by no contract: nothing is settled for it.'
      : `${count} screenings of the film are covered by no contract: nothing is settled for them.`;
  return [{ kind: 'no-contract', message, screeningIds: uncovered.slice(0, MOST_IDS).map(({ id }) => id) }];
}

function gapsOf(weeks: readonly StatementWeek[]): SettlementProblem[] {
  const isShown = ({ screenings }: StatementWeek): boolean => screenings.length > 0;
  const first = weeks.findIndex(isShown);
  const last = weeks.findLastIndex(isShown);
  return weeks
    .slice(Math.max(first, 0), last + 1)
    .filter((week) => !isShown(week))
    .map(({ week }) => ({
      kind: 'gap',
      message: `Film week ${week} has no screening, though the film was shown before and is shown after it.`,
      week,
    }));
}

function differencesOf(weeks: readonly StatementWeek[]): SettlementProblem[] {
  return weeks
    .filter(({ changed }) => changed.length > 0)
    .map(({ week, changed }) => ({
      kind: 'differs',
      message: `Film week ${week} was closed, and its box office has changed since. Close it again to correct it.`,
      week,
      screeningIds: changed.slice(0, MOST_IDS).map(({ screeningId }) => screeningId),
    }));
}

function unaskedOf(unasked: number, last: StatementWeek | undefined): SettlementProblem[] {
  if (unasked === 0 || !last || last.changed.length > 0) return [];
  const message = `All film weeks are closed, and the minimum guarantee changes what is due by ${moneyOf(unasked)}. Close film week ${last.week} again to correct it.`;
  return [{ kind: 'differs', message, week: last.week }];
}
