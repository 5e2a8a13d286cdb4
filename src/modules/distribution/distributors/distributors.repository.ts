import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { Distributor, DistributorContent } from './distributor.js';
import { DistributorExistsError } from './distributor.errors.js';

export interface DistributorFilter {
  /** A part of the name, the contact, the e-mail or the tax number. */
  readonly q: string | undefined;
}

type DistributorRow = Distributor & Record<string, unknown>;

const LIKE_SIGNS = /[\\%_]/g;
const DISTRIBUTOR = `d.id, d.name, d.contact_name AS "contactName", d.email, d.phone, d.address,
  d.tax_number AS "taxNumber", d.payment_days AS "paymentDays", d.notes, d.version`;
const COLUMNS = 'name, contact_name, email, phone, address, tax_number, payment_days, notes';

/** Distributors. Those that were deleted are kept, and nobody sees them. */
@Injectable()
export class DistributorsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<Distributor | undefined> {
    const [distributor] = await this.database.rows<DistributorRow>(
      `SELECT ${DISTRIBUTOR} FROM distributors d WHERE d.id = $1 AND d.deleted_at IS NULL`,
      [id],
    );
    return distributor;
  }

  /** The distributor, neither edited nor given contracts until the transaction ends. */
  async lock(id: number): Promise<Distributor | undefined> {
    this.database.requireTransaction();
    const [distributor] = await this.database.rows<DistributorRow>(
      `SELECT ${DISTRIBUTOR} FROM distributors d WHERE d.id = $1 AND d.deleted_at IS NULL FOR UPDATE`,
      [id],
    );
    return distributor;
  }

  async count(filter: DistributorFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM distributors d WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: DistributorFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(Distributor & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<DistributorRow & { keys: string[] }>(
      `SELECT ${DISTRIBUTOR}, ARRAY[${window.keyColumns}] AS keys FROM distributors d
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** @throws DistributorExistsError */
  async insert(content: DistributorContent, at: Date): Promise<Distributor> {
    const [distributor] = await translateViolations(
      this.database.rows<DistributorRow>(
        `INSERT INTO distributors AS d (${COLUMNS}, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${DISTRIBUTOR}`,
        [...valuesOf(content), at],
      ),
      { uq_distributors_name: () => new DistributorExistsError(content.name) },
    );
    if (!distributor) throw new Error('INSERT INTO distributors returned no row.');
    return distributor;
  }

  /** @throws DistributorExistsError */
  async update(id: number, content: DistributorContent): Promise<Distributor> {
    const [distributor] = await translateViolations(
      this.database.rows<DistributorRow>(
        `UPDATE distributors d SET (${COLUMNS}, version) = ROW ($1, $2, $3, $4, $5, $6, $7::smallint, $8, version + 1)
         WHERE d.id = $9 RETURNING ${DISTRIBUTOR}`,
        [...valuesOf(content), id],
      ),
      { uq_distributors_name: () => new DistributorExistsError(content.name) },
    );
    if (!distributor) throw new Error('UPDATE distributors changed no row.');
    return distributor;
  }

  async remove(id: number, at: Date): Promise<void> {
    await this.database.execute(
      'UPDATE distributors SET deleted_at = $2, version = version + 1 WHERE id = $1',
      [id, at],
    );
  }

  /** How many contracts there are with a distributor. */
  async contracts(id: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM rental_contracts WHERE distributor_id = $1 AND deleted_at IS NULL',
      [id],
    );
    return row?.n ?? 0;
  }
}

function valuesOf(content: DistributorContent): unknown[] {
  const { name, contactName, email, phone, address, taxNumber, paymentDays, notes } = content;
  return [name, contactName, email, phone, address, taxNumber, paymentDays, notes];
}

function conditionOf({ q }: DistributorFilter, parameters: SqlParameters): string {
  const sought = q?.trim() ?? '';
  if (sought === '') return 'd.deleted_at IS NULL';
  const pattern = parameters.add(`%${sought.replace(LIKE_SIGNS, '\\$&')}%`);
  const columns = ['d.name', 'd.contact_name', 'd.email', 'd.tax_number'];
  return `d.deleted_at IS NULL AND (${columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR ')})`;
}
