import type { ScreeningTakings, SettlementContent } from './settlement.js';
import { restOf, type Statement, type StatementWeek } from './statement.policy.js';

/** What is written down when a film week is closed, or corrected. */
export interface Closing {
  readonly content: SettlementContent;
  readonly screenings: readonly ScreeningTakings[];
}

/** The closing of a film week that is over, or the correction of one that was closed; undefined where nothing differs. */
export function closingOf(statement: Statement, week: StatementWeek, currency: string): Closing | undefined {
  const { settlements, changed, current, share } = week;
  const first = settlements.length === 0;
  const frozen = first ? NOTHING : week;
  const filmHire = current.filmHire - (frozen.due - frozen.topUp);
  const topUp = first ? week.topUp : topUpOf(statement, week);
  if (!first && changed.length === 0 && topUp === 0) return undefined;
  const screenings = first ? week.screenings : changed;
  return {
    content: {
      contractId: statement.terms.id,
      week: week.week,
      sequence: settlements.length,
      startsOn: week.startsOn,
      endsOn: week.endsOn,
      tickets: screenings.reduce((sum, { tickets }) => sum + tickets, 0),
      gross: current.gross - frozen.gross,
      refunds: current.refunds - frozen.refunds,
      tax: current.tax - frozen.tax,
      houseCosts: current.houseCosts - frozen.houseCosts,
      base: current.base - frozen.base,
      share,
      topUp,
      due: filmHire + topUp,
      currency,
    },
    screenings,
  };
}

const NOTHING = { gross: 0, refunds: 0, tax: 0, houseCosts: 0, base: 0, topUp: 0, due: 0 };

/**
 * A correction changes what the guarantee asks for only when no week is left that could ask for it. Of a week whose figures are
 * what they were it does so with the last one: the term may have been cut to end there after it was closed.
 */
function topUpOf({ terms, weeks }: Statement, corrected: StatementWeek): number {
  if (weeks.some(({ status }) => status !== 'closed')) return 0;
  if (corrected.changed.length === 0 && corrected !== weeks.at(-1)) return 0;
  const { current, topUp } = corrected;
  return restOf(
    terms,
    weeks.map((week) => (week === corrected ? { ...week, due: current.filmHire + topUp } : week)),
  );
}
