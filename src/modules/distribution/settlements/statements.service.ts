import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type BoxOfficeFigures, BoxOfficeFiguresRepository } from '../../booking/index.js';
import type { ContractScreening } from '../contracts/contract-screenings.repository.js';
import { ContractScreeningsRepository } from '../contracts/contract-screenings.repository.js';
import { grouped } from '../grouped.js';
import type { ContractTerms } from './contract-terms.js';
import type { WeekTakings } from './settlement.js';
import { SettlementsRepository } from './settlements.repository.js';
import { type Statement, statementOf } from './statement.policy.js';
import { phaseOf } from './week-clock.js';

/** What contracts come to, in four statements for however many. */
@Injectable()
export class Statements {
  constructor(
    private readonly screenings: ContractScreeningsRepository,
    private readonly boxOffice: BoxOfficeFiguresRepository,
    private readonly settlements: SettlementsRepository,
    private readonly clock: Clock,
  ) {}

  async of(contracts: readonly ContractTerms[]): Promise<Statement[]> {
    const now = this.clock.now();
    const ids = contracts.map(({ id }) => id);
    const settlements = grouped(await this.settlements.ofContracts(ids), contractOf);
    const settled = grouped(await this.settlements.settledScreenings(ids), contractOf);
    const takings = grouped(await this.takingsOf(ids), contractOf);
    return contracts.map((terms) =>
      statementOf(terms, {
        takings: takings.get(terms.id) ?? [],
        settlements: settlements.get(terms.id) ?? [],
        settled: settled.get(terms.id) ?? [],
        phaseOf: (week) => phaseOf(week, terms.zones, now),
      }),
    );
  }

  private async takingsOf(contractIds: readonly number[]): Promise<WeekTakings[]> {
    const screenings = await this.screenings.ofContracts(contractIds);
    const figures = new Map(
      (await this.boxOffice.of(screenings.map(({ id }) => id))).map((one) => [one.screeningId, one]),
    );
    return screenings.map((screening) => toTakings(screening, figures.get(screening.id)));
  }
}

function toTakings(
  { id, contractId, week, cinemaId }: ContractScreening,
  figures: BoxOfficeFigures | undefined,
): WeekTakings {
  const { tickets = 0, gross = 0, refunds = 0 } = figures ?? {};
  return { screeningId: id, contractId, week, cinemaId, tickets, gross, refunds };
}

function contractOf({ contractId }: { readonly contractId: number }): number {
  return contractId;
}
