import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { ReportFormat, ReportType } from '../report-kind.js';
import type { WantedReport } from './report.js';

/** How a report ended. */
export interface ReportEnd {
  readonly finishedAt: Date;
  readonly expiresAt: Date;
}

const OPEN = "status IN ('queued', 'running')";

/** Reports, as those see them who make them. */
@Injectable()
export class ReportRunsRepository {
  constructor(private readonly database: Database) {}

  /** Marks a report as running, from the beginning; undefined when it has ended or was deleted. */
  async begin(id: number): Promise<WantedReport | undefined> {
    const [row] = await this.database.rows<{
      type: ReportType;
      format: ReportFormat;
      from: string;
      to: string;
      cinemaId: number | null;
      distributorId: number | null;
    }>(
      `UPDATE reports SET status = 'running', progress = 0 WHERE id = $1 AND ${OPEN}
       RETURNING type, format, starts_on::text AS "from", ends_on::text AS "to",
         (filters ->> 'cinema_id')::int AS "cinemaId", (filters ->> 'distributor_id')::int AS "distributorId"`,
      [id],
    );
    if (!row) return undefined;
    const { type, format, ...scope } = row;
    return { type, format, scope };
  }

  /** How many reports that were asked for before this one have not ended. */
  async countBefore(id: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM reports WHERE id < $1 AND ${OPEN}`,
      [id],
    );
    return row?.n ?? 0;
  }

  /** Says how far a report is. @returns false when it was deleted, or has ended */
  async advance(id: number, progress: number): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE reports SET progress = $2 WHERE id = $1 AND ${OPEN}`,
      [id, progress],
    );
    return changed === 1;
  }

  /** It is tried again later. */
  async putBack(id: number): Promise<void> {
    await this.database.execute(`UPDATE reports SET status = 'queued' WHERE id = $1 AND ${OPEN}`, [id]);
  }

  /** @returns the schedule that had it made, if any; undefined when it was deleted, or had ended before */
  async complete(
    id: number,
    file: { readonly key: string; readonly size: number },
    { finishedAt, expiresAt }: ReportEnd,
  ): Promise<{ scheduleId: number | null } | undefined> {
    const [row] = await this.database.rows<{ scheduleId: number | null }>(
      `UPDATE reports SET status = 'completed', progress = 100, file_key = $2, file_size = $3, finished_at = $4,
         expires_at = $5
       WHERE id = $1 AND ${OPEN} RETURNING schedule_id AS "scheduleId"`,
      [id, file.key, file.size, finishedAt, expiresAt],
    );
    return row;
  }

  async fail(id: number, reason: string, { finishedAt, expiresAt }: ReportEnd): Promise<void> {
    await this.database.execute(
      `UPDATE reports SET status = 'failed', error = $2, finished_at = $3, expires_at = $4 WHERE id = $1 AND ${OPEN}`,
      [id, reason, finishedAt, expiresAt],
    );
  }

  /** Ends reports that nobody makes any more: their jobs were given up. @returns how many */
  async failAbandoned(
    createdBefore: Date,
    reason: string,
    { finishedAt, expiresAt }: ReportEnd,
  ): Promise<number> {
    return this.database.execute(
      `UPDATE reports SET status = 'failed', error = $2, finished_at = $3, expires_at = $4
       WHERE created_at < $1 AND ${OPEN}`,
      [createdBefore, reason, finishedAt, expiresAt],
    );
  }

  /** Whether a report shows this file. */
  async hasFile(id: number, key: string): Promise<boolean> {
    const rows = await this.database.rows('SELECT 1 FROM reports WHERE id = $1 AND file_key = $2', [id, key]);
    return rows.length > 0;
  }
}
