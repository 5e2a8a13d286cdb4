import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { SqlParameters } from '../../../platform/lists/index.js';
import { JOIN_CONTRACT, OWES_RENT, type RentedScope, withoutContract } from './contract-of-screening.js';

/** A screening, and whose contract it is. */
export interface RentedScreening {
  readonly id: number;
  /** Null where no contract fits. */
  readonly contractId: number | null;
  /** The film week of the contract, from 1; null without a contract. */
  readonly week: number | null;
  readonly movieId: number;
  readonly cinemaId: number;
  readonly hallId: number;
  /** On the calendar of the cinema: `2026-11-21`. */
  readonly localDate: string;
  readonly startsAt: Date;
}

/** A screening with its contract. */
export interface ContractScreening extends RentedScreening {
  readonly contractId: number;
  readonly week: number;
}

type Row<Screening> = Screening & Record<string, unknown>;

const SCREENING = `s.id, c.contract_id AS "contractId", c.week, s.movie_id AS "movieId", s.cinema_id AS "cinemaId",
  s.hall_id AS "hallId", s.local_date::text AS "localDate", s.starts_at AS "startsAt"`;

/** Whose contract screenings are. */
@Injectable()
export class ContractScreeningsRepository {
  constructor(private readonly database: Database) {}

  /** The screenings of contracts, by contract, film week and start. */
  async ofContracts(contractIds: readonly number[]): Promise<ContractScreening[]> {
    return this.database.rows<Row<ContractScreening>>(
      `SELECT ${SCREENING} FROM screenings s ${JOIN_CONTRACT}
       WHERE s.id IN (
           SELECT n.id FROM rental_contracts k JOIN screenings n ON n.movie_id = k.movie_id
             AND n.starts_at >= (k.starts_on - 1)::timestamp AT TIME ZONE 'UTC'
             AND n.starts_at < (k.ends_on + 2)::timestamp AT TIME ZONE 'UTC'
           WHERE k.id = ANY ($1::integer[])
           UNION
           SELECT x.screening_id FROM settlements t JOIN settlement_screenings x ON x.settlement_id = t.id
           WHERE t.contract_id = ANY ($1::integer[]))
         AND c.contract_id = ANY ($1::integer[]) AND ${OWES_RENT}
       ORDER BY c.contract_id, c.week, s.starts_at, s.id`,
      [contractIds],
    );
  }

  /** The film weeks that screenings are of, each once; nothing of those that no contract fits. */
  async weeksOf(screeningIds: readonly number[]): Promise<Pick<ContractScreening, 'contractId' | 'week'>[]> {
    if (screeningIds.length === 0) return [];
    return this.database.rows<{ contractId: number; week: number }>(
      `SELECT DISTINCT c.contract_id AS "contractId", c.week FROM screenings s ${JOIN_CONTRACT}
       WHERE s.id = ANY ($1::integer[]) AND c.contract_id IS NOT NULL`,
      [screeningIds],
    );
  }

  /** The screenings of days (both count, on the calendars of their cinemas) that no contract fits, by start. */
  async screeningsWithoutContract(
    from: string,
    to: string,
    scope: RentedScope = {},
  ): Promise<RentedScreening[]> {
    const parameters = new SqlParameters();
    return this.database.rows<Row<RentedScreening>>(
      `SELECT ${SCREENING} FROM screenings s ${JOIN_CONTRACT}
       WHERE ${withoutContract(from, to, scope, parameters)} ORDER BY s.starts_at, s.id`,
      parameters.values,
    );
  }
}
