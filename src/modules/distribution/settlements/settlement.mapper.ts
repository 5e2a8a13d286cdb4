import { decimalOf } from '../../../platform/money/index.js';
import type { SoldTicket } from '../../booking/index.js';
import { moneyOf } from '../amounts.js';
import type { ContractTerms } from './contract-terms.js';
import type { Settlement } from './settlement.js';
import type { SettledTicketResponse } from './settled-ticket.dto.js';
import type {
  HireFiguresResponse,
  SettledContractResponse,
  SettlementRowResponse,
  SettlementWeekResponse,
} from './settlement.dto.js';
import type { StatementWeek } from './statement.policy.js';

/** Figures of anything that is shared. */
interface Figures {
  readonly tickets: number;
  readonly gross: number;
  readonly refunds: number;
  readonly tax: number;
  readonly houseCosts: number;
  readonly base: number;
}

export function toFigures(figures: Figures): HireFiguresResponse {
  const { tickets, gross, refunds, tax, houseCosts, base } = figures;
  return {
    tickets,
    gross: moneyOf(gross),
    refunds: moneyOf(refunds),
    net: moneyOf(gross - refunds),
    tax: moneyOf(tax),
    house_costs: moneyOf(houseCosts),
    base: moneyOf(base),
  };
}

/** A film week as it goes out. */
export function toWeekResponse(week: StatementWeek): SettlementWeekResponse {
  const [closing, ...corrections] = week.settlements;
  return {
    week: week.week,
    from: week.startsOn,
    to: week.endsOn,
    status: week.status,
    screenings: week.screenings.length,
    ...toFigures(week),
    share: decimalOf(week.share),
    film_hire: moneyOf(week.due - week.topUp),
    top_up: moneyOf(week.topUp),
    due: moneyOf(week.due),
    closed_at: closing?.closedAt.toISOString() ?? null,
    corrections: corrections.map(toRowResponse),
  };
}

export function toRowResponse(row: Settlement): SettlementRowResponse {
  return {
    id: row.id,
    week: row.week,
    sequence: row.sequence,
    from: row.startsOn,
    to: row.endsOn,
    ...toFigures(row),
    share: decimalOf(row.share),
    film_hire: moneyOf(row.due - row.topUp),
    top_up: moneyOf(row.topUp),
    due: moneyOf(row.due),
    currency: row.currency,
    closed_at: row.closedAt.toISOString(),
    closed_by: row.closedBy,
  };
}

export function toContractResponse(terms: ContractTerms): SettledContractResponse {
  const { id, distributor, movie, cinema, hallType, format, startsOn, endsOn } = terms;
  return {
    id,
    distributor: { ...distributor },
    movie: { uuid: movie.uuid, name: movie.name, year: movie.year },
    cinema: cinema && { ...cinema },
    hall_type: hallType,
    format,
    starts_on: startsOn,
    ends_on: endsOn,
    weekly_shares: terms.weeklyShares.map(decimalOf),
    minimum_guarantee: decimalOf(terms.guarantee),
    tax_included: terms.taxIncluded,
    tax_percent: decimalOf(terms.taxPercent),
    house_costs: decimalOf(terms.houseCosts),
  };
}

export function toTicketResponse(ticket: SoldTicket): SettledTicketResponse {
  return {
    screening_id: ticket.screeningId,
    code: ticket.code,
    seat: ticket.seat,
    price: decimalOf(ticket.price),
    discount: decimalOf(ticket.discount),
    net: decimalOf(ticket.net),
    refunded: decimalOf(ticket.refunded),
    sold_at: ticket.soldAt.toISOString(),
    method: ticket.method,
  };
}
