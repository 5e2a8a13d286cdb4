import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { daysAfter } from '../../theatre/index.js';
import { moneyOf } from '../amounts.js';
import { DuesRepository } from '../dues/dues.repository.js';
import { type Closing, closingOf } from './closing.policy.js';
import type { ContractTerms } from './contract-terms.js';
import { ContractTermsRepository } from './contract-terms.repository.js';
import type { Settlement } from './settlement.js';
import { NothingToCorrectError, WeekNotOverError } from './settlement.errors.js';
import { SettlementsRepository } from './settlements.repository.js';
import type { Statement, StatementWeek } from './statement.policy.js';
import { Statements } from './statements.service.js';

/** Closing film weeks for good, and correcting those that were closed. */
@Injectable()
export class SettlementClosing {
  constructor(
    private readonly transaction: Transaction,
    private readonly terms: ContractTermsRepository,
    private readonly statements: Statements,
    private readonly settlements: SettlementsRepository,
    private readonly dues: DuesRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Writes down what a film week came to; of one that was closed before, what differs. The contract is locked, so of many at
   * once one closes and the others find nothing to correct; those of the same film too, so that none settles its screenings.
   * @throws NotFoundError, InvalidFieldsError, WeekNotOverError, NothingToCorrectError
   */
  close(actorId: number, contractId: number, number: number): Promise<Settlement> {
    return this.transaction.run(async () => {
      const terms = await this.terms.lockWithOthers(contractId);
      const [statement] = terms ? await this.statements.of([terms]) : [];
      if (!statement) throw new NotFoundError('rental contract', contractId);
      const closing = this.closing(statement, number);
      // After the figures were read: what they hold was booked before this.
      const at = this.clock.now();
      const settlement = await this.settlements.insert(closing.content, closing.screenings, {
        by: actorId,
        at,
      });
      await this.bookDue(statement.terms, settlement);
      await this.record(actorId, settlement);
      return settlement;
    });
  }

  private closing(statement: Statement, number: number): Closing {
    const week = weekOf(statement, number);
    if (week.status === 'upcoming' || week.status === 'running')
      throw new WeekNotOverError(week.week, week.endsOn);
    const closing = closingOf(statement, week, this.settings.currency);
    if (!closing) throw new NothingToCorrectError(week.week);
    return closing;
  }

  private async bookDue({ paymentDays }: ContractTerms, settlement: Settlement): Promise<void> {
    await this.dues.book({
      ...settlement,
      settlementId: settlement.id,
      amount: settlement.due,
      dueOn: daysAfter(settlement.endsOn, paymentDays),
      at: settlement.closedAt,
      by: settlement.closedBy,
    });
  }

  private async record(actorId: number, { id, contractId, week, sequence, due }: Settlement): Promise<void> {
    await this.audit.record({
      actorId,
      action: sequence === 0 ? 'settlement.close' : 'settlement.correct',
      target: `rental-contract:${contractId}`,
      after: { settlement: id, week, sequence, due: moneyOf(due) },
    });
  }
}

/** @throws InvalidFieldsError */
function weekOf({ weeks }: Statement, number: number): StatementWeek {
  const week = weeks.find((one) => one.week === number);
  if (!week)
    throw new InvalidFieldsError([
      { field: 'week', message: `must be a film week of the contract, from 1 to ${weeks.length}` },
    ]);
  return week;
}
