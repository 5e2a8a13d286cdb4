import { createHash } from 'node:crypto';
import { contentEtag } from '../../../platform/http/index.js';
import type { ReportScheduleResponse } from './report-schedule.dto.js';
import type { ReportSchedule, ScheduleContent } from './report-schedule.js';

/** A schedule as it goes out. */
export function toScheduleResponse(
  schedule: ReportSchedule,
  nameOf: (userId: number) => string,
): ReportScheduleResponse {
  const { createdBy, lastReport } = schedule;
  return {
    id: schedule.id,
    type: schedule.type,
    format: schedule.format,
    cadence: schedule.cadence,
    cinema: schedule.cinema,
    distributor: schedule.distributor,
    recipients: [...schedule.recipients],
    hour: schedule.hour,
    time_zone: schedule.timeZone,
    enabled: schedule.isEnabled,
    next_run_at: schedule.isEnabled ? schedule.nextRunAt.toISOString() : null,
    last_run_at: schedule.lastRunAt?.toISOString() ?? null,
    last_report: lastReport && { id: lastReport.id, status: lastReport.status },
    created_by: createdBy === null ? null : { id: createdBy, name: nameOf(createdBy) },
    created_at: schedule.createdAt.toISOString(),
  };
}

/** What editors say of a schedule, by the names that they use. */
export function scheduleFacts(content: ScheduleContent): Record<string, unknown> {
  return {
    type: content.type,
    format: content.format,
    cadence: content.cadence,
    cinema_id: content.cinemaId,
    distributor_id: content.distributorId,
    recipients: [...content.recipients],
    hour: content.hour,
    time_zone: content.timeZone,
    enabled: content.isEnabled,
  };
}

/** Editors go by the version; runs change the rest. */
export function scheduleEtag({ version }: ReportSchedule, response: ReportScheduleResponse): string {
  const rest = createHash('sha1').update(JSON.stringify(response)).digest('base64url');
  return contentEtag(String(version), rest);
}
