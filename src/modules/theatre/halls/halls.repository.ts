import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { HallExistsError } from './hall.errors.js';
import type { HallType } from './hall.js';

/** What editors say of a hall. */
export interface HallContent {
  readonly name: string;
  readonly type: HallType;
  readonly cleaningMinutes: number;
}

export interface Hall extends HallContent {
  readonly id: number;
  readonly cinemaId: number;
  readonly capacity: number;
  readonly layoutVersion: number;
  /** Rises with every change, but not with those of its seats. */
  readonly version: number;
}

export interface HallFilter {
  readonly cinemaId: number;
}

type HallRow = Hall & Record<string, unknown>;

const HALL = `h.id, h.cinema_id AS "cinemaId", h.name, h.type, h.cleaning_minutes AS "cleaningMinutes", h.capacity,
  h.layout_version AS "layoutVersion", h.version`;

/** Halls. Those that were deleted are kept, and nobody sees them. */
@Injectable()
export class HallsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<Hall | undefined> {
    const [hall] = await this.database.rows<HallRow>(
      `SELECT ${HALL} FROM halls h WHERE h.id = $1 AND h.deleted_at IS NULL`,
      [id],
    );
    return hall;
  }

  /**
   * The hall, kept from being edited until the transaction ends.
   * @param alone also kept from getting screenings
   */
  async lock(id: number, { alone }: { readonly alone: boolean }): Promise<Hall | undefined> {
    this.database.requireTransaction();
    const [hall] = await this.database.rows<HallRow>(
      `SELECT ${HALL} FROM halls h WHERE h.id = $1 AND h.deleted_at IS NULL
       FOR ${alone ? 'UPDATE' : 'NO KEY UPDATE'}`,
      [id],
    );
    return hall;
  }

  async count({ cinemaId }: HallFilter): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM halls WHERE cinema_id = $1 AND deleted_at IS NULL',
      [cinemaId],
    );
    return row?.n ?? 0;
  }

  async page(
    { cinemaId }: HallFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(Hall & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const cinema = parameters.add(cinemaId);
    const window = windowOf(parameters);
    const rows = await this.database.rows<HallRow & { keys: string[] }>(
      `SELECT ${HALL}, ARRAY[${window.keyColumns}] AS keys FROM halls h
       WHERE h.cinema_id = ${cinema} AND h.deleted_at IS NULL AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** @throws HallExistsError */
  async insert(cinemaId: number, { name, type, cleaningMinutes }: HallContent, at: Date): Promise<Hall> {
    const [hall] = await translateViolations(
      this.database.rows<HallRow>(
        `INSERT INTO halls AS h (cinema_id, name, type, cleaning_minutes, created_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING ${HALL}`,
        [cinemaId, name, type, cleaningMinutes, at],
      ),
      { uq_halls_name: () => new HallExistsError(name) },
    );
    if (!hall) throw new Error('INSERT INTO halls returned no row.');
    return hall;
  }

  /** @throws HallExistsError */
  async update(id: number, { name, type, cleaningMinutes }: HallContent): Promise<Hall> {
    const [hall] = await translateViolations(
      this.database.rows<HallRow>(
        `UPDATE halls h SET name = $2, type = $3, cleaning_minutes = $4, version = version + 1
         WHERE h.id = $1 RETURNING ${HALL}`,
        [id, name, type, cleaningMinutes],
      ),
      { uq_halls_name: () => new HallExistsError(name) },
    );
    if (!hall) throw new Error('UPDATE halls changed no row.');
    return hall;
  }

  /** A new layout is in force. */
  async advanceLayout(id: number, capacity: number): Promise<void> {
    await this.database.execute(
      'UPDATE halls SET capacity = $2, layout_version = layout_version + 1 WHERE id = $1',
      [id, capacity],
    );
  }

  async remove(id: number, at: Date): Promise<void> {
    await this.database.execute('UPDATE halls SET deleted_at = $2, version = version + 1 WHERE id = $1', [
      id,
      at,
    ]);
  }

  /** The screenings of the hall that have not ended. */
  async screeningsComing(id: number, now: Date): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM screenings WHERE hall_id = $1 AND status = 'scheduled' AND ends_at > $2 ORDER BY id`,
      [id, now],
    );
    return rows.map((row) => row.id);
  }
}
