import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { amountOf, minor } from '../amounts.js';
import type { ScreeningTakings, Settlement, SettlementContent, WeekTakings } from './settlement.js';

const SETTLEMENT = `t.id, t.contract_id AS "contractId", t.week, t.sequence, t.starts_on::text AS "startsOn",
  t.ends_on::text AS "endsOn", t.tickets, ${minor('t.gross')} AS gross, ${minor('t.refunds')} AS refunds,
  ${minor('t.tax')} AS tax, ${minor('t.house_costs')} AS "houseCosts", ${minor('t.base')} AS base,
  (t.share * 100)::int AS share, ${minor('t.top_up')} AS "topUp", ${minor('t.due')} AS due, t.currency,
  t.closed_at AS "closedAt", t.closed_by AS "closedBy"`;

type SettlementRow = Settlement & Record<string, unknown>;

/** Film weeks that were closed, for good. */
@Injectable()
export class SettlementsRepository {
  constructor(private readonly database: Database) {}

  /** By contract, week and sequence. */
  async ofContracts(contractIds: readonly number[]): Promise<Settlement[]> {
    return this.database.rows<SettlementRow>(
      `SELECT ${SETTLEMENT} FROM settlements t WHERE t.contract_id = ANY ($1::int[])
       ORDER BY t.contract_id, t.week, t.sequence`,
      [contractIds],
    );
  }

  /** The figures that screenings were settled with, corrections included. */
  async settledScreenings(contractIds: readonly number[]): Promise<WeekTakings[]> {
    return this.database.rows<WeekTakings & Record<string, unknown>>(
      `SELECT t.contract_id AS "contractId", t.week, x.screening_id AS "screeningId", s.cinema_id AS "cinemaId",
         sum(x.tickets)::int AS tickets, ${minor('sum(x.gross)')} AS gross, ${minor('sum(x.refunds)')} AS refunds
       FROM settlements t JOIN settlement_screenings x ON x.settlement_id = t.id JOIN screenings s ON s.id = x.screening_id
       WHERE t.contract_id = ANY ($1::int[]) GROUP BY t.contract_id, t.week, x.screening_id, s.cinema_id
       ORDER BY t.contract_id, t.week, x.screening_id`,
      [contractIds],
    );
  }

  async insert(
    content: SettlementContent,
    screenings: readonly ScreeningTakings[],
    { by, at }: { readonly by: number | null; readonly at: Date },
  ): Promise<Settlement> {
    const { contractId, week, sequence, startsOn, endsOn, tickets, share, currency } = content;
    const amounts = [content.gross, content.refunds, content.tax, content.houseCosts, content.base];
    const [row] = await this.database.rows<SettlementRow>(
      `INSERT INTO settlements AS t (contract_id, week, sequence, starts_on, ends_on, tickets, gross, refunds, tax, house_costs,
         base, share, top_up, due, currency, closed_at, closed_by)
       VALUES ($1, $2, $3, $4, $5, $6, ${['$7', '$8', '$9', '$10', '$11', '$12', '$13', '$14'].map(amountOf).join(', ')},
         $15, $16, $17)
       RETURNING ${SETTLEMENT}`,
      [
        ...[contractId, week, sequence, startsOn, endsOn, tickets, ...amounts],
        ...[share, content.topUp, content.due, currency, at, by],
      ],
    );
    if (!row) throw new Error('INSERT INTO settlements returned no row.');
    await this.addScreenings(row.id, screenings);
    return row;
  }

  private async addScreenings(settlementId: number, screenings: readonly ScreeningTakings[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO settlement_screenings (settlement_id, screening_id, tickets, gross, refunds)
       SELECT $1, x.id, x.tickets, ${amountOf('x.gross')}, ${amountOf('x.refunds')}
       FROM unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[]) AS x (id, tickets, gross, refunds)`,
      [
        settlementId,
        screenings.map(({ screeningId }) => screeningId),
        screenings.map(({ tickets }) => tickets),
        screenings.map(({ gross }) => gross),
        screenings.map(({ refunds }) => refunds),
      ],
    );
  }
}
