import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { amountOf, minor } from '../amounts.js';
import type { ContractContent, RentalContract } from './contract.js';
import { ContractOverlapsError, type OtherContract } from './contract.errors.js';
import { conditionOf, type ContractFilter } from './contract-filter.js';

type ContractRow = RentalContract & Record<string, unknown>;

const FROM = `rental_contracts k JOIN distributors d ON d.id = k.distributor_id JOIN movies m ON m.id = k.movie_id
  LEFT JOIN cinemas c ON c.id = k.cinema_id`;
const CONTRACT = `k.id, k.version, k.hall_type AS "hallType", k.format, k.starts_on::text AS "startsOn",
  k.ends_on::text AS "endsOn", k.tax_included AS "taxIncluded", k.reference, k.notes,
  ARRAY(SELECT ${minor('u.share')} FROM unnest(k.weekly_shares) WITH ORDINALITY u (share, week) ORDER BY u.week)
    AS "weeklyShares",
  ${minor('k.minimum_guarantee')} AS "minimumGuarantee", ${minor('k.tax_percent')} AS "taxPercent",
  ${minor('k.house_costs')} AS "houseCosts",
  json_build_object('id', d.id, 'name', d.name, 'paymentDays', d.payment_days) AS distributor,
  json_build_object('id', m.id, 'uuid', m.uuid, 'name', m.name, 'year', m.year) AS movie,
  CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name, 'timeZone', c.time_zone) END AS cinema`;
const COLUMNS = `distributor_id, movie_id, cinema_id, hall_type, format, starts_on, ends_on, weekly_shares,
  minimum_guarantee, tax_included, tax_percent, house_costs, reference, notes`;
const VALUES = `$1::integer, $2::integer, $3::integer, $4::varchar, $5::varchar, $6::date, $7::date,
  ARRAY(SELECT ${amountOf('u.share')} FROM unnest($8::integer[]) WITH ORDINALITY u (share, week) ORDER BY u.week),
  ${amountOf('$9')}, $10::boolean, ${amountOf('$11')}, ${amountOf('$12')}, $13::varchar, $14::varchar`;

/** Contracts with distributors. Those that were deleted are kept, and nobody sees them. */
@Injectable()
export class ContractsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<RentalContract | undefined> {
    const [contract] = await this.database.rows<ContractRow>(
      `SELECT ${CONTRACT} FROM ${FROM} WHERE k.id = $1 AND k.deleted_at IS NULL`,
      [id],
    );
    return contract;
  }

  /** The contract, neither edited nor settled nor paid until the transaction ends. */
  async lock(id: number): Promise<RentalContract | undefined> {
    this.database.requireTransaction();
    await this.database.execute('SELECT 1 FROM rental_contracts WHERE id = $1 FOR UPDATE', [id]);
    // Asked anew: an edit that this waited for may have named others.
    return this.find(id);
  }

  async count(filter: ContractFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${FROM} WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: ContractFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(RentalContract & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<ContractRow & { keys: string[] }>(
      `SELECT ${CONTRACT}, ARRAY[${window.keyColumns}] AS keys FROM ${FROM}
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /**
   * The first contract of the film with the same scope on some of the days.
   * @param except the id of one that does not count
   */
  async overlapping(content: ContractContent, except: number | null): Promise<OtherContract | undefined> {
    const { movie, cinema, hallType, format, startsOn, endsOn } = content;
    const [other] = await this.database.rows<OtherContract & Record<string, unknown>>(
      `SELECT id, starts_on::text AS "startsOn", ends_on::text AS "endsOn" FROM rental_contracts
       WHERE movie_id = $1 AND deleted_at IS NULL AND starts_on <= $6 AND ends_on >= $5
         AND cinema_id IS NOT DISTINCT FROM $2 AND hall_type IS NOT DISTINCT FROM $3
         AND format IS NOT DISTINCT FROM $4 AND id IS DISTINCT FROM $7
       ORDER BY starts_on LIMIT 1`,
      [movie.id, cinema?.id ?? null, hallType, format, startsOn, endsOn, except],
    );
    return other;
  }

  /**
   * @returns the id of the contract
   * @throws ContractOverlapsError
   */
  async insert(content: ContractContent, at: Date): Promise<number> {
    const [row] = await overlapsTranslated(
      this.database.rows<{ id: number }>(
        `INSERT INTO rental_contracts (${COLUMNS}, created_at) VALUES (${VALUES}, $15) RETURNING id`,
        [...valuesOf(content), at],
      ),
    );
    if (!row) throw new Error('INSERT INTO rental_contracts returned no row.');
    return row.id;
  }

  /** @throws ContractOverlapsError */
  async update(id: number, content: ContractContent): Promise<void> {
    await overlapsTranslated(
      this.database.execute(
        `UPDATE rental_contracts SET (${COLUMNS}, version) = ROW (${VALUES}, version + 1) WHERE id = $15`,
        [...valuesOf(content), id],
      ),
    );
  }

  /** Deletes a locked contract; a trigger takes away what was proposed to be paid for it. */
  async remove(id: number, at: Date): Promise<void> {
    await this.database.execute(
      'UPDATE rental_contracts SET deleted_at = $2, version = version + 1 WHERE id = $1',
      [id, at],
    );
  }
}

function overlapsTranslated<Result>(work: Promise<Result>): Promise<Result> {
  return translateViolations(work, {
    ex_rental_contracts_overlap: () => new ContractOverlapsError(undefined),
  });
}

function valuesOf(content: ContractContent): unknown[] {
  return [
    content.distributor.id,
    content.movie.id,
    content.cinema?.id ?? null,
    content.hallType,
    content.format,
    content.startsOn,
    content.endsOn,
    content.weeklyShares,
    content.minimumGuarantee,
    content.taxIncluded,
    content.taxPercent,
    content.houseCosts,
    content.reference,
    content.notes,
  ];
}
