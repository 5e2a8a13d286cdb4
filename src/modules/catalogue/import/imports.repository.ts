import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { ColumnMapping } from './film-columns.js';
import type { ImportState } from './film-import.js';

export const IMPORT_STATUSES = ['queued', 'running', 'completed', 'failed'] as const;

export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What an import was asked to do. */
export interface ImportOptions {
  readonly price_rule: string;
  readonly mapping: ColumnMapping;
}

/** Something wrong in a row, or in the file as a whole (no line). */
export interface ImportFault {
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** An import as lists show it. */
export interface ImportSummary {
  readonly id: number;
  readonly status: ImportStatus;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly progress: number;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

export interface ImportRow extends ImportSummary {
  readonly errors: ImportFault[];
}

/** What a worker needs in order to begin. */
export interface ImportTask {
  readonly fileKey: string;
  readonly options: ImportOptions;
}

const SUMMARY = `t.id, t.status, t.processed, t.created, t.updated, t.unchanged, t.rejected, t.progress, t.created_at,
  t.finished_at`;
const OPEN = "status IN ('queued', 'running')";

/** The table of imports. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly database: Database) {}

  async insert(fileKey: string, options: ImportOptions, createdBy: number): Promise<number> {
    const [row] = await this.database.rows<{ id: number }>(
      'INSERT INTO catalogue_imports (file_key, options, created_by) VALUES ($1, $2, $3) RETURNING id',
      [fileKey, JSON.stringify(options), createdBy],
    );
    if (!row) throw new Error('INSERT INTO catalogue_imports returned no row.');
    return row.id;
  }

  async find(id: number): Promise<ImportRow | undefined> {
    const [row] = await this.database.rows<ImportRow>(
      `SELECT ${SUMMARY}, t.errors FROM catalogue_imports t WHERE t.id = $1`,
      [id],
    );
    return row;
  }

  async count(statuses: readonly ImportStatus[] | undefined): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM catalogue_imports WHERE $1::text[] IS NULL OR status = ANY ($1::text[])',
      [statuses],
    );
    return row?.n ?? 0;
  }

  async page(
    statuses: readonly ImportStatus[] | undefined,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(ImportSummary & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const given = parameters.add(statuses);
    const window = windowOf(parameters);
    const rows = await this.database.rows<ImportSummary & { keys: string[] }>(
      `SELECT ${SUMMARY}, ARRAY[${window.keyColumns}] AS keys FROM catalogue_imports t
       WHERE (${given}::text[] IS NULL OR t.status = ANY (${given}::text[])) AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** Marks an import as running, from the beginning; undefined when it has ended before. */
  async begin(id: number): Promise<ImportTask | undefined> {
    const [row] = await this.database.rows<{ file_key: string; options: ImportOptions }>(
      `UPDATE catalogue_imports SET status = 'running', processed = 0, created = 0, updated = 0, unchanged = 0,
         rejected = 0, progress = 0, errors = '[]'
       WHERE id = $1 AND ${OPEN} RETURNING file_key, options`,
      [id],
    );
    return row && { fileKey: row.file_key, options: row.options };
  }

  /** Says how far an import is. */
  async advance(id: number, state: Readonly<ImportState>): Promise<void> {
    await this.database.execute(
      `UPDATE catalogue_imports SET processed = $2, created = $3, updated = $4, unchanged = $5, rejected = $6,
         progress = $7, errors = $8 WHERE id = $1 AND ${OPEN}`,
      [
        id,
        state.processed,
        state.created,
        state.updated,
        state.unchanged,
        state.rejected,
        state.progress,
        JSON.stringify(state.errors),
      ],
    );
  }

  /** Says that an import waits for its next attempt. */
  async putBack(id: number): Promise<void> {
    await this.database.execute(`UPDATE catalogue_imports SET status = 'queued' WHERE id = $1 AND ${OPEN}`, [
      id,
    ]);
  }

  /** Ends an import; false when it had ended before. */
  async finish(id: number, status: 'completed' | 'failed'): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE catalogue_imports SET status = $2, finished_at = now() WHERE id = $1 AND ${OPEN}`,
      [id, status],
    );
    return changed === 1;
  }

  /** Puts the reason why the file could not be imported in the place of whatever errors there were. */
  async blame(id: number, fault: ImportFault): Promise<void> {
    await this.database.execute(`UPDATE catalogue_imports SET errors = $2 WHERE id = $1 AND ${OPEN}`, [
      id,
      JSON.stringify([fault]),
    ]);
  }
}
