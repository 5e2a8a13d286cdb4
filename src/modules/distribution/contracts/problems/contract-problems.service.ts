import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { InvalidFieldsError } from '../../../../platform/errors/index.js';
import { type Page, walk, type WalkOrder } from '../../../../platform/lists/index.js';
import { decimalOf } from '../../../../platform/money/index.js';
import { BoxOfficeFiguresRepository } from '../../../booking/index.js';
import { daysAfter, localDateOf, localTimeOf } from '../../../theatre/index.js';
import type { ContractProblemQuery, ContractProblemResponse } from './contract-problem.dto.js';
import {
  ContractProblemsRepository,
  type ProblemFilter,
  type UncontractedScreening,
} from './contract-problems.repository.js';

const ORDER: WalkOrder = {
  columns: {
    starts_at: { sql: 's.starts_at', type: 'timestamptz' },
    screening_id: { sql: 's.id', type: 'integer' },
  },
  idSql: 's.id',
};
const DAYS_BACK = 30;
const DAYS_AHEAD = 14;

/** A screening with what it took. */
interface Problem extends UncontractedScreening {
  readonly tickets: number;
  readonly gross: number;
}

/** Screenings that somebody will want a share of, and nobody knows which. */
@Injectable()
export class ContractProblemsService {
  constructor(
    private readonly problems: ContractProblemsRepository,
    private readonly boxOffice: BoxOfficeFiguresRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** By start unless the query says otherwise. @throws InvalidFieldsError */
  list(query: ContractProblemQuery, url: string): Promise<Page<ContractProblemResponse>> {
    const filter: ProblemFilter = { ...this.daysOf(query), cinemaId: query.cinema_id };
    const rows = {
      count: (meant: ProblemFilter) => this.problems.count(meant),
      page: async (...page: Parameters<ContractProblemsRepository['page']>) =>
        this.withFigures(await this.problems.page(...page)),
    };
    const sorted = { ...query, sort: query.sort ?? 'starts_at' };
    return walk(rows, ORDER, { filter, query: sorted, url }, (problem) =>
      toResponse(problem, this.settings.currency),
    );
  }

  /** What is left out lies around today, or around the day that is named where that is further away. */
  private daysOf({ from, to }: ContractProblemQuery): Pick<ProblemFilter, 'from' | 'to'> {
    if (from !== undefined && to !== undefined && from > to)
      throw new InvalidFieldsError([{ field: 'from', message: 'must not be later than to' }]);
    const today = localDateOf(this.clock.now(), 'UTC');
    const [first, last] = [daysAfter(today, -DAYS_BACK), daysAfter(today, DAYS_AHEAD)];
    return {
      from: from ?? (to !== undefined && to < first ? daysAfter(to, -DAYS_BACK) : first),
      to: to ?? (from !== undefined && from > last ? daysAfter(from, DAYS_AHEAD) : last),
    };
  }

  private async withFigures(screenings: readonly UncontractedScreening[]): Promise<Problem[]> {
    const figures = await this.boxOffice.of(screenings.map(({ id }) => id));
    const byScreening = new Map(figures.map((one) => [one.screeningId, one]));
    return screenings.map((screening) => {
      const { tickets = 0, gross = 0 } = byScreening.get(screening.id) ?? {};
      return { ...screening, tickets, gross };
    });
  }
}

function toResponse(problem: Problem, currency: string): ContractProblemResponse {
  const { cinema, startsAt } = problem;
  return {
    screening_id: problem.id,
    movie: problem.movie,
    cinema: { id: cinema.id, name: cinema.name },
    hall: problem.hall,
    format: problem.format,
    starts_at: startsAt.toISOString(),
    local_start: localTimeOf(startsAt, cinema.timeZone),
    tickets_sold: problem.tickets,
    gross: decimalOf(problem.gross),
    currency,
  };
}
