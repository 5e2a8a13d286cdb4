import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { type Page, toPage } from '../../../platform/lists/index.js';
import { daysAfter } from '../../theatre/index.js';
import { moneyOf } from '../amounts.js';
import { ContractScreeningsRepository } from '../contracts/contract-screenings.repository.js';
import { ContractAccountsRepository } from '../payments/contract-accounts.repository.js';
import type { ContractTerms } from './contract-terms.js';
import { ContractTermsRepository } from './contract-terms.repository.js';
import { problemsOf } from './problems.policy.js';
import type {
  SettlementQuery,
  SettlementResponse,
  SettlementRowQuery,
  SettlementRowResponse,
} from './settlement.dto.js';
import { toContractResponse, toRowResponse, toWeekResponse } from './settlement.mapper.js';
import { SettlementsRepository } from './settlements.repository.js';
import type { Statement, StatementWeek } from './statement.policy.js';
import { Statements } from './statements.service.js';

/** How far around the term of a contract screenings of its film are looked for that no contract covers. */
const AROUND_DAYS = 14;

/** What contracts come to, for those who look at it. */
@Injectable()
export class SettlementReading {
  constructor(
    private readonly terms: ContractTermsRepository,
    private readonly statements: Statements,
    private readonly screenings: ContractScreeningsRepository,
    private readonly settlements: SettlementsRepository,
    private readonly accounts: ContractAccountsRepository,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws NotFoundError, InvalidFieldsError */
  async settlement(contractId: number, { from, to }: SettlementQuery): Promise<SettlementResponse> {
    if (from !== undefined && to !== undefined && from > to)
      throw new InvalidFieldsError([{ field: 'from', message: 'must not be later than to' }]);
    const statement = await this.statement(contractId);
    const { terms, weeks, due } = statement;
    const [account] = await this.accounts.of([contractId]);
    const paid = account?.paid ?? 0;
    const ended = weeks.filter(({ status }) => status === 'draft' || status === 'closed');
    const chosen = weeks.filter(
      ({ startsOn, endsOn }) =>
        (from === undefined || endsOn >= from) && (to === undefined || startsOn <= to),
    );
    return {
      contract: toContractResponse(terms),
      weeks: chosen.map(toWeekResponse),
      due_total: moneyOf(sumOf(chosen)),
      paid_total: moneyOf(paid),
      balance: moneyOf(due - paid),
      balance_of_ended_weeks: moneyOf(sumOf(ended) - paid),
      currency: this.settings.currency,
      problems: problemsOf(statement, await this.uncovered(terms)).map(({ screeningIds, ...problem }) => ({
        ...problem,
        ...(screeningIds && { screening_ids: [...screeningIds] }),
      })),
    };
  }

  /** @throws NotFoundError */
  async statement(contractId: number): Promise<Statement> {
    const terms = await this.terms.find(contractId);
    const [statement] = terms ? await this.statements.of([terms]) : [];
    if (!statement) throw new NotFoundError('rental contract', contractId);
    return statement;
  }

  /** Everything that was closed, week by week, each with its corrections. @throws NotFoundError */
  async rows(
    contractId: number,
    query: SettlementRowQuery,
    url: string,
  ): Promise<Page<SettlementRowResponse>> {
    if (!(await this.terms.find(contractId))) throw new NotFoundError('rental contract', contractId);
    const rows = await this.settlements.ofContracts([contractId]);
    const start = (query.page - 1) * query.per_page;
    return toPage(rows.slice(start, start + query.per_page).map(toRowResponse), query, rows.length, url);
  }

  private uncovered({ movie, cinema, startsOn, endsOn }: ContractTerms): Promise<{ id: number }[]> {
    return this.screenings.screeningsWithoutContract(
      daysAfter(startsOn, -AROUND_DAYS),
      daysAfter(endsOn, AROUND_DAYS),
      { movieId: movie.id, cinemaId: cinema?.id },
    );
  }
}

function sumOf(weeks: readonly StatementWeek[]): number {
  return weeks.reduce((sum, { due }) => sum + due, 0);
}
