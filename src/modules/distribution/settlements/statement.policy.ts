import { type FilmWeek, filmWeeks, shareOfWeek } from '../contracts/film-week.policy.js';
import type { ContractTerms } from './contract-terms.js';
import { type CinemaTakings, type Hire, hireOf, missingTo } from './film-hire.policy.js';
import type { ScreeningTakings, Settlement, WeekTakings } from './settlement.js';

export const WEEK_STATUSES = ['upcoming', 'running', 'draft', 'closed'] as const;

export type WeekStatus = (typeof WEEK_STATUSES)[number];

/** What a film week comes to: as it was closed, with its corrections, or as it stands. */
export interface StatementWeek extends FilmWeek, Omit<Hire, 'cinemas' | 'filmHire'> {
  readonly status: WeekStatus;
  readonly tickets: number;
  /** In hundredths of a percent. */
  readonly share: number;
  readonly topUp: number;
  readonly due: number;
  /** What it comes to by the box office of this moment, closed or not. */
  readonly current: Hire;
  /** The screenings that it is made of. */
  readonly screenings: readonly WeekTakings[];
  /** How the box office differs from what was closed. */
  readonly changed: readonly ScreeningTakings[];
  /** The closing first, then the corrections. */
  readonly settlements: readonly Settlement[];
}

/** What all film weeks of a contract come to. */
export interface Statement {
  readonly terms: ContractTerms;
  readonly weeks: readonly StatementWeek[];
  /** Film hire of all weeks as they are or stand, and whatever the guarantee asks for beyond it. */
  readonly due: number;
  /** What the guarantee asks for and no week is left to ask for it with: the term was cut after its last week was closed. */
  readonly unasked: number;
}

/** What a statement is made of. */
export interface StatementFacts {
  /** The screenings of the contract as the box office has them now. */
  readonly takings: readonly WeekTakings[];
  readonly settlements: readonly Settlement[];
  /** Screenings as they were settled, corrections included. */
  readonly settled: readonly WeekTakings[];
  readonly phaseOf: (week: FilmWeek) => 'upcoming' | 'running' | 'over';
}

/**
 * Adds up the weeks of a contract. The guarantee is of the whole term: what is missing to it is due with the last week that is
 * still open, and less what was asked for before.
 */
export function statementOf(terms: ContractTerms, facts: StatementFacts): Statement {
  const weeks = filmWeeks(terms).map((week) => weekOf(week, terms, facts));
  const rest = restOf(terms, weeks);
  const last = weeks.findLast(({ status }) => status !== 'closed');
  const topped = weeks.map((week) => (week === last ? { ...week, topUp: rest, due: week.due + rest } : week));
  const unasked = last ? 0 : rest;
  return { terms, weeks: topped, due: topped.reduce((sum, { due }) => sum + due, unasked), unasked };
}

/** What the guarantee asks for beyond the film hire of weeks and what their settlements asked for already; may be negative. */
export function restOf({ guarantee }: ContractTerms, weeks: readonly StatementWeek[]): number {
  const hires = weeks.reduce((sum, { due, topUp }) => sum + due - topUp, 0);
  const asked = weeks.flatMap(({ settlements }) => settlements).reduce((sum, { topUp }) => sum + topUp, 0);
  return missingTo(guarantee, hires) - asked;
}

/** The cinemas of screenings, and what they took together. */
export function cinemasOf(takings: readonly WeekTakings[]): CinemaTakings[] {
  const cinemas = new Map<number, CinemaTakings>();
  for (const { cinemaId, gross, refunds } of takings) {
    const sum = cinemas.get(cinemaId);
    cinemas.set(cinemaId, {
      cinemaId,
      gross: (sum?.gross ?? 0) + gross,
      refunds: (sum?.refunds ?? 0) + refunds,
    });
  }
  return [...cinemas.values()].toSorted((one, other) => one.cinemaId - other.cinemaId);
}

function weekOf(filmWeek: FilmWeek, terms: ContractTerms, facts: StatementFacts): StatementWeek {
  const ofWeek = ({ week }: { readonly week: number }): boolean => week === filmWeek.week;
  const takings = facts.takings.filter(ofWeek);
  const settlements = facts.settlements.filter(ofWeek);
  const share = shareOfWeek(filmWeek.week, terms.weeklyShares);
  const { cinemas, filmHire, ...figures } = hireOf(terms, share, cinemasOf(takings));
  const common = { ...filmWeek, share, current: { ...figures, cinemas, filmHire }, settlements };
  if (settlements.length === 0) {
    const phase = facts.phaseOf(filmWeek);
    const status = phase === 'over' ? 'draft' : phase;
    const tickets = takings.reduce((sum, one) => sum + one.tickets, 0);
    return {
      ...common,
      ...figures,
      status,
      tickets,
      topUp: 0,
      due: filmHire,
      screenings: takings,
      changed: [],
    };
  }
  const screenings = facts.settled.filter(ofWeek);
  const sum = (of: (settlement: Settlement) => number): number =>
    settlements.reduce((total, settlement) => total + of(settlement), 0);
  return {
    ...common,
    status: 'closed',
    tickets: sum(({ tickets }) => tickets),
    gross: sum(({ gross }) => gross),
    refunds: sum(({ refunds }) => refunds),
    tax: sum(({ tax }) => tax),
    houseCosts: sum(({ houseCosts }) => houseCosts),
    base: sum(({ base }) => base),
    topUp: sum(({ topUp }) => topUp),
    due: sum(({ due }) => due),
    screenings,
    changed: changesOf(takings, screenings),
  };
}

/** What screenings took more or less than they were settled with. */
function changesOf(takings: readonly WeekTakings[], settled: readonly WeekTakings[]): ScreeningTakings[] {
  const former = new Map(settled.map((one) => [one.screeningId, one]));
  return takings.flatMap(({ screeningId, tickets, gross, refunds }) => {
    const before = former.get(screeningId);
    const change = {
      screeningId,
      tickets: tickets - (before?.tickets ?? 0),
      gross: gross - (before?.gross ?? 0),
      refunds: refunds - (before?.refunds ?? 0),
    };
    return change.tickets === 0 && change.gross === 0 && change.refunds === 0 ? [] : [change];
  });
}
