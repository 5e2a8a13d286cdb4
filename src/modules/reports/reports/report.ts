import type { ReportFormat, ReportScope, ReportType } from '../report-kind.js';

export const REPORT_STATUSES = ['queued', 'running', 'completed', 'failed'] as const;

export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** What somebody, or a schedule, wants to read. */
export interface WantedReport {
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly scope: ReportScope;
}

/** A thing by its name. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** A report, made or on its way. */
export interface Report {
  readonly id: number;
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly from: string;
  readonly to: string;
  readonly cinema: Named | null;
  readonly distributor: Named | null;
  readonly status: ReportStatus;
  /** Percent. */
  readonly progress: number;
  /** Where its file is stored; null until it is completed. */
  readonly fileKey: string | null;
  /** Bytes. */
  readonly fileSize: number | null;
  /** Why it failed, in words for people. */
  readonly error: string | null;
  /** The schedule that had it made, if one did and is still there. */
  readonly scheduleId: number | null;
  /** Who asked for it; null where a schedule did. */
  readonly createdBy: number | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}
