import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { minor } from '../amounts.js';
import type { ContractTerms } from './contract-terms.js';

const TERMS = `k.id, json_build_object('id', d.id, 'name', d.name) AS distributor, d.payment_days AS "paymentDays",
  json_build_object('id', m.id, 'uuid', m.uuid, 'name', m.name, 'year', m.year) AS movie,
  CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS cinema,
  k.hall_type AS "hallType", k.format, k.starts_on::text AS "startsOn", k.ends_on::text AS "endsOn",
  ARRAY(SELECT (u.share * 100)::int FROM unnest(k.weekly_shares) WITH ORDINALITY u (share, week) ORDER BY u.week) AS "weeklyShares",
  ${minor('k.minimum_guarantee')} AS guarantee, k.tax_included AS "taxIncluded",
  (CASE WHEN k.tax_included THEN k.tax_percent ELSE 0 END * 100)::int AS "taxPercent", ${minor('k.house_costs')} AS "houseCosts",
  k.reference,
  coalesce((SELECT array_agg(DISTINCT z.time_zone) FROM cinemas z
    WHERE z.id = k.cinema_id OR (k.cinema_id IS NULL AND z.deleted_at IS NULL)), '{UTC}') AS zones`;
const TABLES = `rental_contracts k JOIN distributors d ON d.id = k.distributor_id JOIN movies m ON m.id = k.movie_id
  LEFT JOIN cinemas c ON c.id = k.cinema_id`;

type TermsRow = ContractTerms & Record<string, unknown>;

/** Which contracts a statement is of; all conditions hold at once. */
export interface StatementScope {
  readonly from: string;
  readonly to: string;
  readonly distributorId: number | null;
  /** Only contracts that are made for this cinema. */
  readonly cinemaId: number | null;
}

/** The terms of contracts. Whoever settles or books what was paid holds the contract until the end. */
@Injectable()
export class ContractTermsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<ContractTerms | undefined> {
    const [row] = await this.database.rows<TermsRow>(
      `SELECT ${TERMS} FROM ${TABLES} WHERE k.id = $1 AND k.deleted_at IS NULL`,
      [id],
    );
    return row;
  }

  async lock(id: number): Promise<ContractTerms | undefined> {
    const [terms] = await this.lockAll([id]);
    return terms;
  }

  /** A contract, together with all others of its film: whose a screening is, is decided between them. */
  async lockWithOthers(id: number): Promise<ContractTerms | undefined> {
    this.database.requireTransaction();
    await this.database.execute(
      `SELECT 1 FROM rental_contracts WHERE id = $1 OR movie_id = (SELECT movie_id FROM rental_contracts WHERE id = $1)
       ORDER BY id FOR NO KEY UPDATE`,
      [id],
    );
    return this.find(id);
  }

  /** Those of the contracts that there are, by id. */
  async lockAll(ids: readonly number[]): Promise<ContractTerms[]> {
    this.database.requireTransaction();
    await this.database.execute(
      'SELECT 1 FROM rental_contracts WHERE id = ANY ($1::int[]) ORDER BY id FOR NO KEY UPDATE',
      [ids],
    );
    // Asked anew: what others have written while this waited is only seen by a statement that begins afterwards.
    return this.database.rows<TermsRow>(
      `SELECT ${TERMS} FROM ${TABLES} WHERE k.id = ANY ($1::int[]) AND k.deleted_at IS NULL ORDER BY k.id`,
      [ids],
    );
  }

  /** Contracts with film weeks, corrections or payments since a day, and those that are not balanced, by distributor, film and start. */
  async findBetween({ from, to, distributorId, cinemaId }: StatementScope): Promise<ContractTerms[]> {
    return this.database.rows<TermsRow>(
      `SELECT ${TERMS} FROM ${TABLES}
       WHERE k.deleted_at IS NULL AND ($3::int IS NULL OR k.distributor_id = $3) AND ($4::int IS NULL OR k.cinema_id = $4)
         AND ((k.starts_on <= $2::date AND k.ends_on >= $1::date) OR EXISTS (
           SELECT FROM settlements t WHERE t.contract_id = k.id AND t.sequence > 0
             AND t.closed_at >= $1::date::timestamp AT TIME ZONE 'UTC') OR EXISTS (
           SELECT FROM payment_history p WHERE p.contract_id = k.id AND (k.starts_on <= $2::date OR p.paid_on <= $2::date)
           HAVING max(p.paid_on) >= $1::date OR sum(CASE p.kind WHEN 'due' THEN p.amount ELSE -p.amount END) <> 0))
       ORDER BY lower(d.name), d.id, lower(m.name), k.starts_on, k.id`,
      [from, to, distributorId, cinemaId],
    );
  }
}
