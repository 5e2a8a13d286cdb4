import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { CinemaExistsError } from './cinema.errors.js';
import type { OpeningHours } from './opening-hours.js';

/** What editors say of a cinema. */
export interface CinemaContent {
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly openingHours: readonly OpeningHours[] | null;
}

export interface Cinema extends CinemaContent {
  readonly id: number;
  /** Rises with every change. */
  readonly version: number;
}

export interface CinemaFilter {
  /** A part of the name or the address. */
  readonly q: string | undefined;
}

type CinemaRow = Cinema & Record<string, unknown>;

const LIKE_SIGNS = /[\\%_]/g;
const CINEMA = `c.id, c.name, c.address, c.time_zone AS "timeZone", c.latitude::float8 AS latitude,
  c.longitude::float8 AS longitude, c.opening_hours AS "openingHours", c.version`;

/** Cinemas. Those that were deleted are kept, and nobody sees them. */
@Injectable()
export class CinemasRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<Cinema | undefined> {
    const [cinema] = await this.database.rows<CinemaRow>(
      `SELECT ${CINEMA} FROM cinemas c WHERE c.id = $1 AND c.deleted_at IS NULL`,
      [id],
    );
    return cinema;
  }

  /**
   * The cinema, kept from being edited until the transaction ends.
   * @param alone also kept from getting halls and screenings
   */
  async lock(id: number, { alone }: { readonly alone: boolean }): Promise<Cinema | undefined> {
    this.database.requireTransaction();
    const [cinema] = await this.database.rows<CinemaRow>(
      `SELECT ${CINEMA} FROM cinemas c WHERE c.id = $1 AND c.deleted_at IS NULL
       FOR ${alone ? 'UPDATE' : 'NO KEY UPDATE'}`,
      [id],
    );
    return cinema;
  }

  async count(filter: CinemaFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM cinemas c WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: CinemaFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(Cinema & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<CinemaRow & { keys: string[] }>(
      `SELECT ${CINEMA}, ARRAY[${window.keyColumns}] AS keys FROM cinemas c
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** @throws CinemaExistsError */
  async insert(content: CinemaContent, at: Date): Promise<Cinema> {
    const [cinema] = await translateViolations(
      this.database.rows<CinemaRow>(
        `INSERT INTO cinemas AS c (name, address, time_zone, latitude, longitude, opening_hours, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${CINEMA}`,
        [...valuesOf(content), at],
      ),
      { uq_cinemas_name: () => new CinemaExistsError(content.name) },
    );
    if (!cinema) throw new Error('INSERT INTO cinemas returned no row.');
    return cinema;
  }

  /** @throws CinemaExistsError */
  async update(id: number, content: CinemaContent): Promise<Cinema> {
    const [cinema] = await translateViolations(
      this.database.rows<CinemaRow>(
        `UPDATE cinemas c SET name = $1, address = $2, time_zone = $3, latitude = $4, longitude = $5,
           opening_hours = $6, version = version + 1 WHERE c.id = $7 RETURNING ${CINEMA}`,
        [...valuesOf(content), id],
      ),
      { uq_cinemas_name: () => new CinemaExistsError(content.name) },
    );
    if (!cinema) throw new Error('UPDATE cinemas changed no row.');
    return cinema;
  }

  /** Deletes the cinema and its halls. */
  async remove(id: number, at: Date): Promise<void> {
    await this.database.execute(
      'UPDATE halls SET deleted_at = $2, version = version + 1 WHERE cinema_id = $1 AND deleted_at IS NULL',
      [id, at],
    );
    await this.database.execute('UPDATE cinemas SET deleted_at = $2, version = version + 1 WHERE id = $1', [
      id,
      at,
    ]);
  }

  /** How many screenings of the cinema have not ended. */
  async screeningsComing(id: number, now: Date): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM screenings
       WHERE cinema_id = $1 AND status = 'scheduled' AND ends_at > $2`,
      [id, now],
    );
    return row?.n ?? 0;
  }
}

function valuesOf(content: CinemaContent): unknown[] {
  const { name, address, timeZone, latitude, longitude, openingHours } = content;
  return [name, address, timeZone, latitude, longitude, openingHours && JSON.stringify(openingHours)];
}

function conditionOf({ q }: CinemaFilter, parameters: SqlParameters): string {
  const sought = q?.trim() ?? '';
  if (sought === '') return 'c.deleted_at IS NULL';
  const pattern = parameters.add(`%${sought.replace(LIKE_SIGNS, '\\$&')}%`);
  return `c.deleted_at IS NULL AND (c.name ILIKE ${pattern} OR c.address ILIKE ${pattern})`;
}
