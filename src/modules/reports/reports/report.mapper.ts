import { REPORT_FORMATS, REPORT_TYPES } from '../report-kind.js';
import type { ReportResponse, ReportTypesResponse } from './report.dto.js';
import type { Report } from './report.js';
import { REPORT_WORDS } from './report-words.js';

/** What goes out of a report. */
export function toReportResponse(report: Report, nameOf: (userId: number) => string): ReportResponse {
  const { id, createdBy } = report;
  return {
    id,
    type: report.type,
    format: report.format,
    from: report.from,
    to: report.to,
    cinema: report.cinema,
    distributor: report.distributor,
    status: report.status,
    progress: report.progress,
    file_url: report.fileKey === null ? null : `/reports/${id}/file`,
    file_size: report.fileSize,
    error: report.error,
    created_by: createdBy === null ? null : { id: createdBy, name: nameOf(createdBy) },
    schedule_id: report.scheduleId,
    created_at: report.createdAt.toISOString(),
    finished_at: report.finishedAt?.toISOString() ?? null,
    expires_at: report.expiresAt?.toISOString() ?? null,
  };
}

/** All types of reports, with their words. */
export function toReportTypes(): ReportTypesResponse {
  return {
    items: REPORT_TYPES.map((type) => {
      const { title, description, filters } = REPORT_WORDS[type];
      return { type, title, description, formats: [...REPORT_FORMATS], filters: [...filters] };
    }),
  };
}
