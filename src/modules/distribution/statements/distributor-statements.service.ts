import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../theatre/index.js';
import { ContractScreeningsRepository } from '../contracts/contract-screenings.repository.js';
import { grouped } from '../grouped.js';
import {
  ContractAccountsRepository,
  type ContractPayment,
} from '../payments/contract-accounts.repository.js';
import type { ContractTerms } from '../settlements/contract-terms.js';
import { ContractTermsRepository, type StatementScope } from '../settlements/contract-terms.repository.js';
import { problemsOf, type SettlementProblem } from '../settlements/problems.policy.js';
import type { Settlement } from '../settlements/settlement.js';
import type { Statement, StatementWeek } from '../settlements/statement.policy.js';
import { Statements } from '../settlements/statements.service.js';

/** How many contracts are read at a time. */
const BATCH = 50;

/** What a contract came to in a span of days. Amounts in minor units. */
export interface DistributorStatement {
  readonly contract: ContractTerms;
  /** Film weeks that are over and end within the span: as they stand, or as they were closed, before any correction. */
  readonly weeks: readonly StatementWeek[];
  /** Corrections that were made within it, of whatever film weeks. */
  readonly corrections: readonly Settlement[];
  /** Film weeks that touch it and are not over, or end after it: as they stand. */
  readonly unfinished: readonly StatementWeek[];
  /** Payments within it. */
  readonly payments: readonly ContractPayment[];
  /** What was open before it: film weeks that had ended, with the corrections until then, less what had been paid. */
  readonly opening: number;
  readonly due: number;
  readonly paid: number;
  readonly closing: number;
  readonly problems: readonly SettlementProblem[];
}

/**
 * Statements for distributors: of each span of days, so that the balance of one is carried over to the next. A correction counts
 * when it is made: statements that were handed out before stay what they were.
 */
@Injectable()
export class DistributorStatements {
  constructor(
    private readonly terms: ContractTermsRepository,
    private readonly statements: Statements,
    private readonly accounts: ContractAccountsRepository,
    private readonly screenings: ContractScreeningsRepository,
  ) {}

  /**
   * By distributor, film and start.
   * @param advance is told how much is done, in percent
   */
  async of(
    scope: StatementScope,
    advance: (percent: number) => Promise<void>,
  ): Promise<DistributorStatement[]> {
    const contracts = await this.terms.findBetween(scope);
    const uncovered = grouped(
      await this.screenings.screeningsWithoutContract(scope.from, scope.to, {
        cinemaId: scope.cinemaId ?? undefined,
      }),
      ({ movieId }) => movieId,
    );
    const made: DistributorStatement[] = [];
    for (let start = 0; start < contracts.length; start += BATCH) {
      const batch = contracts.slice(start, start + BATCH);
      const payments = grouped(
        await this.accounts.payments(
          batch.map(({ id }) => id),
          scope.to,
        ),
        ({ contractId }) => contractId,
      );
      for (const statement of await this.statements.of(batch)) {
        const { id, movie, cinema } = statement.terms;
        const missing = (uncovered.get(movie.id) ?? []).filter(
          ({ cinemaId }) => cinema === null || cinema.id === cinemaId,
        );
        made.push(inSpan(statement, scope, payments.get(id) ?? [], missing));
      }
      await advance(Math.round((100 * made.length) / contracts.length));
    }
    return made.filter(hasSomething);
  }
}

function inSpan(
  { terms, weeks, unasked }: Statement,
  { from, to }: StatementScope,
  payments: readonly ContractPayment[],
  uncovered: readonly { readonly id: number }[],
): DistributorStatement {
  const isOver = ({ status }: StatementWeek): boolean => status === 'draft' || status === 'closed';
  const over = weeks.filter(isOver);
  const ended = over.filter(({ endsOn }) => endsOn >= from && endsOn <= to);
  const corrections = over.flatMap(({ settlements }) => settlements.slice(1));
  const corrected = corrections.filter((one) => madeOn(one) >= from && madeOn(one) <= to);
  const touching = weeks.filter(({ startsOn, endsOn }) => startsOn <= to && endsOn >= from);
  const former = [
    ...over.filter(({ endsOn }) => endsOn < from).map(asClosed),
    ...corrections.filter((one) => madeOn(one) < from),
  ];
  const own = payments.filter(({ paidOn }) => paidOn >= from);
  const opening =
    sum(former, ({ due }) => due) - sum(payments, ({ amount }) => amount) + sum(own, ({ amount }) => amount);
  const due = sum([...ended.map(asClosed), ...corrected], (one) => one.due);
  const paid = sum(own, ({ amount }) => amount);
  return {
    contract: terms,
    weeks: ended.map(asClosed),
    corrections: corrected,
    unfinished: touching.filter((week) => !ended.includes(week)),
    payments: own,
    opening,
    due,
    paid,
    closing: opening + due - paid,
    problems: problemsOf({ weeks, unasked }, uncovered).filter(
      ({ week }) => week === undefined || touching.some((one) => one.week === week),
    ),
  };
}

/** A film week before it was corrected. */
function asClosed(week: StatementWeek): StatementWeek {
  const [first] = week.settlements;
  if (!first) return week;
  const { tickets, gross, refunds, tax, houseCosts, base, topUp, due } = first;
  return { ...week, tickets, gross, refunds, tax, houseCosts, base, topUp, due };
}

/** In UTC, but no earlier than the film week ended: it may be a day ahead there. */
function madeOn({ closedAt, endsOn }: Settlement): string {
  const day = localDateOf(closedAt, 'UTC');
  return day < endsOn ? endsOn : day;
}

function hasSomething(statement: DistributorStatement): boolean {
  const { weeks, corrections, unfinished, payments, opening } = statement;
  return weeks.length + corrections.length + unfinished.length + payments.length > 0 || opening !== 0;
}

function sum<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
