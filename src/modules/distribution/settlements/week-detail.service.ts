import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type Page, walk } from '../../../platform/lists/index.js';
import { SOLD_TICKET_ORDER, SoldTicketsRepository } from '../../booking/index.js';
import { moneyOf } from '../amounts.js';
import { grouped } from '../grouped.js';
import { hireOf } from './film-hire.policy.js';
import type { ScreeningTakings } from './settlement.js';
import type { SettledTicketQuery, SettledTicketResponse } from './settled-ticket.dto.js';
import type {
  SettledCinemaWeekResponse,
  SettledScreeningResponse,
  SettlementWeekDetailResponse,
} from './settlement.dto.js';
import { toFigures, toTicketResponse, toWeekResponse } from './settlement.mapper.js';
import { SettlementReading } from './settlement-reading.service.js';
import { SettledScreeningsRepository, type ScreeningPlace } from './settled-screenings.repository.js';
import { cinemasOf, type Statement, type StatementWeek } from './statement.policy.js';

/** What a film week is made of: cinemas, screenings, tickets. */
@Injectable()
export class WeekDetails {
  constructor(
    private readonly reading: SettlementReading,
    private readonly places: SettledScreeningsRepository,
    private readonly tickets: SoldTicketsRepository,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws NotFoundError */
  async week(contractId: number, number: number): Promise<SettlementWeekDetailResponse> {
    const { statement, week } = await this.find(contractId, number);
    return {
      ...toWeekResponse(week),
      cinemas: await this.cinemas(statement, week),
      currency: this.settings.currency,
    };
  }

  /** Those that were given back too; the earliest sale first, unless the query says otherwise. @throws NotFoundError */
  async ticketsOf(
    contractId: number,
    number: number,
    query: SettledTicketQuery,
    url: string,
  ): Promise<Page<SettledTicketResponse>> {
    const { week } = await this.find(contractId, number);
    const filter = { screeningIds: week.screenings.map(({ screeningId }) => screeningId) };
    const sorted = { ...query, sort: query.sort ?? 'sold_at' };
    return walk(this.tickets, SOLD_TICKET_ORDER, { filter, query: sorted, url }, toTicketResponse);
  }

  private async find(
    contractId: number,
    number: number,
  ): Promise<{ statement: Statement; week: StatementWeek }> {
    const statement = await this.reading.statement(contractId);
    const week = statement.weeks.find((one) => one.week === number);
    if (!week) throw new NotFoundError('film week', number);
    return { statement, week };
  }

  private async cinemas(
    { terms }: Statement,
    { screenings, share }: StatementWeek,
  ): Promise<SettledCinemaWeekResponse[]> {
    const bases = new Map(
      hireOf(terms, share, cinemasOf(screenings)).cinemas.map((one) => [one.cinemaId, one]),
    );
    const figures = new Map(screenings.map((one) => [one.screeningId, one]));
    const places = await this.places.places([...figures.keys()]);
    return [...grouped(places, ({ cinema }) => cinema.id)].flatMap(([id, own]) => {
      const [first] = own;
      const base = bases.get(id);
      if (!first || !base) return [];
      const rows = own.flatMap((place) => toScreening(place, figures.get(place.id)));
      const tickets = rows.reduce((sum, row) => sum + row.tickets, 0);
      return [{ cinema: { ...first.cinema }, ...toFigures({ ...base, tickets }), screenings: rows }];
    });
  }
}

function toScreening(
  { id, startsAt, localDate, hall }: ScreeningPlace,
  takings: ScreeningTakings | undefined,
): SettledScreeningResponse[] {
  if (!takings) return [];
  const { tickets, gross, refunds } = takings;
  return [
    {
      screening_id: id,
      starts_at: startsAt.toISOString(),
      date: localDate,
      hall,
      tickets,
      gross: moneyOf(gross),
      refunds: moneyOf(refunds),
      net: moneyOf(gross - refunds),
    },
  ];
}
