import type { ReportFormat, ReportType } from '../report-kind.js';
import type { Named, ReportStatus } from '../reports/report.js';

export const CADENCES = ['daily', 'weekly', 'monthly'] as const;

export type Cadence = (typeof CADENCES)[number];

/** When a schedule has its report made. */
export interface Rhythm {
  readonly cadence: Cadence;
  /** On the clocks of the zone, 0 to 23. */
  readonly hour: number;
  readonly timeZone: string;
}

/** What editors say of a schedule. */
export interface ScheduleContent extends Rhythm {
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly cinemaId: number | null;
  readonly distributorId: number | null;
  readonly recipients: readonly string[];
  readonly isEnabled: boolean;
}

/** A report that is made again and again. */
export interface ReportSchedule extends ScheduleContent {
  readonly id: number;
  readonly cinema: Named | null;
  readonly distributor: Named | null;
  /** Counts nothing while it is not enabled. */
  readonly nextRunAt: Date;
  readonly lastRunAt: Date | null;
  /** The newest report that it had made, if that is still there. */
  readonly lastReport: { readonly id: number; readonly status: ReportStatus } | null;
  readonly version: number;
  readonly createdBy: number | null;
  readonly createdAt: Date;
}
