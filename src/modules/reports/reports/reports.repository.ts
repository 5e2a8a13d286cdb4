import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { ReportFormat, ReportType } from '../report-kind.js';
import type { Report, ReportStatus, WantedReport } from './report.js';

/** Which reports are meant; all conditions hold at once. */
export interface ReportFilter {
  readonly types?: readonly ReportType[] | undefined;
  readonly formats?: readonly ReportFormat[] | undefined;
  readonly statuses?: readonly ReportStatus[] | undefined;
  /** Those that this account asked for. */
  readonly createdBy?: number | undefined;
  /** Those that this account did not ask for. */
  readonly notCreatedBy?: number | undefined;
  readonly now: Date;
}

/** Who has a report made: somebody, or a schedule. */
export interface ReportOrigin {
  readonly createdBy: number | null;
  readonly scheduleId: number | null;
}

type ReportRow = Report & Record<string, unknown>;

const REPORT = `r.id, r.type, r.format, r.starts_on::text AS "from", r.ends_on::text AS "to",
  CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS cinema,
  CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS distributor,
  r.status, r.progress, r.file_key AS "fileKey", r.file_size AS "fileSize", r.error, r.schedule_id AS "scheduleId",
  r.created_by AS "createdBy", r.created_at AS "createdAt", r.finished_at AS "finishedAt", r.expires_at AS "expiresAt"`;
const FROM = `reports r LEFT JOIN cinemas c ON c.id = (r.filters ->> 'cinema_id')::int
  LEFT JOIN distributors d ON d.id = (r.filters ->> 'distributor_id')::int`;

/** Reports, made and on their way. Those whose time is over are not shown, whether or not they were removed. */
@Injectable()
export class ReportsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number, now: Date): Promise<Report | undefined> {
    const [row] = await this.database.rows<ReportRow>(
      `SELECT ${REPORT} FROM ${FROM} WHERE r.id = $1 AND (r.expires_at IS NULL OR r.expires_at > $2)`,
      [id, now],
    );
    return row;
  }

  /** Keeps somebody's other requests waiting until the transaction ends. */
  async lockRequester(userId: number): Promise<void> {
    this.database.requireTransaction();
    await this.database.rows('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  }

  /** How many reports somebody waits for. */
  async countOpen(userId: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM reports WHERE created_by = $1 AND status IN ('queued', 'running')",
      [userId],
    );
    return row?.n ?? 0;
  }

  /** @returns undefined where the schedule has had this period reported */
  async insert(
    { type, format, scope }: WantedReport,
    { createdBy, scheduleId }: ReportOrigin,
    at: Date,
  ): Promise<number | undefined> {
    const filters = JSON.stringify({ cinema_id: scope.cinemaId, distributor_id: scope.distributorId });
    const [row] = await this.database.rows<{ id: number }>(
      `INSERT INTO reports (type, format, starts_on, ends_on, filters, created_by, schedule_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (schedule_id, starts_on, ends_on) WHERE schedule_id IS NOT NULL AND status <> 'failed' DO NOTHING
       RETURNING id`,
      [type, format, scope.from, scope.to, filters, createdBy, scheduleId, at],
    );
    return row?.id;
  }

  async count(filter: ReportFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM reports r WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: ReportFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(Report & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<ReportRow & { keys: string[] }>(
      `SELECT ${REPORT}, ARRAY[${window.keyColumns}] AS keys FROM ${FROM}
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** @returns what is left to remove: the key of its file, if it has one; undefined where there is no such report */
  async remove(id: number): Promise<{ fileKey: string | null } | undefined> {
    const [row] = await this.database.rows<{ fileKey: string | null }>(
      'DELETE FROM reports WHERE id = $1 RETURNING file_key AS "fileKey"',
      [id],
    );
    return row;
  }

  /** Removes reports whose time is over. */
  async removeExpired(now: Date, limit: number): Promise<{ fileKey: string | null }[]> {
    return this.database.rows<{ fileKey: string | null }>(
      `DELETE FROM reports WHERE id IN (
         SELECT id FROM reports WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING file_key AS "fileKey"`,
      [now, limit],
    );
  }
}

function conditionOf(
  { types, formats, statuses, createdBy, notCreatedBy, now }: ReportFilter,
  parameters: SqlParameters,
): string {
  const conditions = [
    `(r.expires_at IS NULL OR r.expires_at > ${parameters.add(now)})`,
    types && `r.type = ANY (${parameters.add(types)}::text[])`,
    formats && `r.format = ANY (${parameters.add(formats)}::text[])`,
    statuses && `r.status = ANY (${parameters.add(statuses)}::text[])`,
    createdBy !== undefined && `r.created_by = ${parameters.add(createdBy)}`,
    notCreatedBy !== undefined && `r.created_by IS DISTINCT FROM ${parameters.add(notCreatedBy)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
