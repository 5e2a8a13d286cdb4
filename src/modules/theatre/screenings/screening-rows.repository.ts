import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { HallType } from '../halls/hall.js';
import type { ScreeningFormat, ScreeningStatus } from './screening-facts.js';
import { conditionsOf, isTaken, type ScreeningFilter } from './screening-filter.js';

/** A screening with everything that an answer shows of it. */
export interface ScreeningRow {
  readonly id: number;
  readonly version: number;
  readonly status: ScreeningStatus;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly occupied_until: Date;
  readonly local_date: string;
  readonly base_price: string;
  readonly language: string | null;
  readonly subtitles: string | null;
  readonly format: ScreeningFormat;
  readonly cleaning_minutes: number;
  readonly sales_start: Date | null;
  readonly sales_end: Date | null;
  readonly series_id: number | null;
  readonly canceled_at: Date | null;
  readonly cancel_reason: string | null;
  readonly free_seats: number;
  readonly cinema_id: number;
  readonly cinema_name: string;
  readonly address: string;
  readonly time_zone: string;
  readonly hall_id: number;
  readonly hall_name: string;
  readonly hall_type: HallType;
  readonly capacity: number;
  readonly movie_uuid: string;
  readonly movie_name: string;
  readonly year: number;
  readonly time: number;
  readonly certification: string;
  readonly min_age: number | null;
  readonly poster: string | null;
  /** What bookmarks are made of; empty outside of lists. */
  readonly keys: string[];
}

type Row = ScreeningRow & Record<string, unknown>;

/** What goes with the screenings of a page; seats are counted for these alone. */
const rowsOf = (page: string, orderBy: string, now: string): string => `
  SELECT s.id, s.version, s.status, s.starts_at, s.ends_at, s.occupied_until, s.local_date::text AS local_date, s.base_price,
    s.language, s.subtitles, s.format, coalesce(s.cleaning_minutes, h.cleaning_minutes) AS cleaning_minutes, s.sales_start,
    s.sales_end, s.series_id, s.canceled_at, s.cancel_reason,
    greatest(0, h.capacity - (SELECT count(*)::int FROM seat_allocations a WHERE a.screening_id = s.id AND ${isTaken(now)}))
      AS free_seats,
    c.id AS cinema_id, c.name AS cinema_name, c.address, c.time_zone, h.id AS hall_id, h.name AS hall_name,
    h.type AS hall_type, h.capacity, m.uuid AS movie_uuid, m.name AS movie_name, m.year, m.time,
    f.name AS certification, m.min_age, m.poster, s.keys
  FROM (${page}) s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = s.cinema_id
    JOIN movies m ON m.id = s.movie_id JOIN certifications f ON f.id = m.certification_id
  ORDER BY ${orderBy}`;

/** Screenings for those who look at them. */
@Injectable()
export class ScreeningRowsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number, now: Date): Promise<ScreeningRow | undefined> {
    const one = 'SELECT *, ARRAY[]::text[] AS keys FROM screenings WHERE id = $1';
    const [row] = await this.database.prepared<Row>('screening-row', rowsOf(one, 's.id', '$2::timestamptz'), [
      id,
      now,
    ]);
    return row;
  }

  async count(filter: ScreeningFilter, now: Date): Promise<number> {
    const parameters = new SqlParameters();
    const conditions = conditionsOf(filter, now, parameters).join(' AND ');
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM screenings s WHERE ${conditions}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** The screenings of a page, in order. */
  async page(
    filter: ScreeningFilter,
    now: Date,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<ScreeningRow[]> {
    const parameters = new SqlParameters();
    const at = `${parameters.add(now)}::timestamptz`;
    const conditions = conditionsOf(filter, now, parameters);
    const window = windowOf(parameters);
    if (window.condition !== undefined) conditions.push(window.condition);
    const page = `SELECT s.*, ARRAY[${window.keyColumns}] AS keys
      FROM screenings s WHERE ${conditions.join(' AND ')}
      ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`;
    const rows = await this.database.rows<Row>(rowsOf(page, window.orderBy, at), parameters.values);
    return window.reversed ? rows.reverse() : rows;
  }
}
