import type { ImportResponse, ImportSummaryResponse } from './import.dto.js';
import type { ImportRow, ImportSummary } from './imports.repository.js';

/** What lists show of an import. */
export function toImportSummary(row: ImportSummary): ImportSummaryResponse {
  return {
    id: row.id,
    status: row.status,
    processed: row.processed,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    rejected: row.rejected,
    progress: row.progress,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

/** What goes out of an import. */
export function toImportResponse(row: ImportRow): ImportResponse {
  return { ...toImportSummary(row), errors: row.errors };
}
