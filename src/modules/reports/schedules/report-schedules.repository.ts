import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { ReportSchedule, ScheduleContent } from './report-schedule.js';

type ScheduleRow = ReportSchedule & Record<string, unknown>;

/** Which schedules are meant. */
export interface ScheduleFilter {
  readonly isEnabled?: boolean | undefined;
}

const SCHEDULE = `s.id, s.type, s.format, s.cadence, s.hour, s.time_zone AS "timeZone", s.recipients,
  s.is_enabled AS "isEnabled", (s.filters ->> 'cinema_id')::int AS "cinemaId",
  (s.filters ->> 'distributor_id')::int AS "distributorId",
  (SELECT json_build_object('id', c.id, 'name', c.name) FROM cinemas c
   WHERE c.id = (s.filters ->> 'cinema_id')::int) AS cinema,
  (SELECT json_build_object('id', d.id, 'name', d.name) FROM distributors d
   WHERE d.id = (s.filters ->> 'distributor_id')::int) AS distributor,
  s.next_run_at AS "nextRunAt", s.last_run_at AS "lastRunAt",
  (SELECT json_build_object('id', r.id, 'status', r.status) FROM reports r
   WHERE r.schedule_id = s.id ORDER BY r.id DESC LIMIT 1) AS "lastReport",
  s.version, s.created_by AS "createdBy", s.created_at AS "createdAt"`;
const COLUMNS = 'type, format, cadence, filters, recipients, hour, time_zone, is_enabled, next_run_at';
const VALUES =
  '$1::varchar, $2::varchar, $3::varchar, $4::jsonb, $5::text[], $6::smallint, $7::varchar, $8::boolean, $9::timestamptz';

/** Reports that are made again and again. */
@Injectable()
export class ReportSchedulesRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<ReportSchedule | undefined> {
    const [row] = await this.database.rows<ScheduleRow>(
      `SELECT ${SCHEDULE} FROM report_schedules s WHERE s.id = $1`,
      [id],
    );
    return row;
  }

  async lock(id: number): Promise<ReportSchedule | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.rows<ScheduleRow>(
      `SELECT ${SCHEDULE} FROM report_schedules s WHERE s.id = $1 FOR UPDATE OF s`,
      [id],
    );
    return row;
  }

  /** The ids of schedules whose time has come. */
  async due(now: Date): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      'SELECT id FROM report_schedules WHERE is_enabled AND next_run_at <= $1 ORDER BY next_run_at, id',
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** A schedule whose time has come; undefined where it was changed, or another process is at it. */
  async lockDue(id: number, now: Date): Promise<ReportSchedule | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.rows<ScheduleRow>(
      `SELECT ${SCHEDULE} FROM report_schedules s
       WHERE s.id = $1 AND s.is_enabled AND s.next_run_at <= $2 FOR UPDATE OF s SKIP LOCKED`,
      [id, now],
    );
    return row;
  }

  async moveOn(id: number, lastRunAt: Date, nextRunAt: Date): Promise<void> {
    await this.database.execute(
      'UPDATE report_schedules SET last_run_at = $2, next_run_at = $3 WHERE id = $1',
      [id, lastRunAt, nextRunAt],
    );
  }

  async count(filter: ScheduleFilter): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM report_schedules WHERE $1::boolean IS NULL OR is_enabled = $1',
      [filter.isEnabled],
    );
    return row?.n ?? 0;
  }

  async page(
    filter: ScheduleFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(ReportSchedule & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const given = parameters.add(filter.isEnabled);
    const window = windowOf(parameters);
    const rows = await this.database.rows<ScheduleRow & { keys: string[] }>(
      `SELECT ${SCHEDULE}, ARRAY[${window.keyColumns}] AS keys FROM report_schedules s
       WHERE (${given}::boolean IS NULL OR s.is_enabled = ${given}) AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  async insert(content: ScheduleContent, nextRunAt: Date, createdBy: number, at: Date): Promise<number> {
    const [row] = await this.database.rows<{ id: number }>(
      `INSERT INTO report_schedules (${COLUMNS}, created_by, created_at) VALUES (${VALUES}, $10, $11) RETURNING id`,
      [...valuesOf(content), nextRunAt, createdBy, at],
    );
    if (!row) throw new Error('INSERT INTO report_schedules returned no row.');
    return row.id;
  }

  async update(id: number, content: ScheduleContent, nextRunAt: Date): Promise<void> {
    await this.database.execute(
      `UPDATE report_schedules SET (${COLUMNS}, version) = ROW (${VALUES}, version + 1) WHERE id = $10`,
      [...valuesOf(content), nextRunAt, id],
    );
  }

  /** Reports that it had made stay. */
  async remove(id: number): Promise<void> {
    await this.database.execute('DELETE FROM report_schedules WHERE id = $1', [id]);
  }
}

function valuesOf(content: ScheduleContent): unknown[] {
  return [
    content.type,
    content.format,
    content.cadence,
    JSON.stringify({ cinema_id: content.cinemaId, distributor_id: content.distributorId }),
    content.recipients,
    content.hour,
    content.timeZone,
    content.isEnabled,
  ];
}
