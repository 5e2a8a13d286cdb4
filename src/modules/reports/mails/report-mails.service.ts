import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { WantedReport } from '../reports/report.js';
import { fileNameOf, REPORT_WORDS } from '../reports/report-words.js';
import { periodWords } from '../schedules/cadence.policy.js';
import type { ReportSchedule } from '../schedules/report-schedule.js';
import { ReportSchedulesRepository } from '../schedules/report-schedules.repository.js';
import { reportAttachments } from './report-attachments.js';
import { reportReady } from './report-ready.mail.js';

/** Mail servers refuse much more, and a third is added on the way. */
const LARGEST_ATTACHMENT = 10_000_000;

/** A report whose file is there. */
export interface MadeReport extends WantedReport {
  readonly id: number;
  /** Bytes. */
  readonly size: number;
}

/** Tells the readers of scheduled reports. */
@Injectable()
export class ReportMails {
  constructor(
    private readonly schedules: ReportSchedulesRepository,
    private readonly mailer: Mailer,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Mails a report to those whom its schedule names by now, each on their own.
   * @throws Error outside a transaction
   */
  async send(scheduleId: number, report: MadeReport): Promise<void> {
    const schedule = await this.schedules.find(scheduleId);
    if (!schedule) return;
    const { id, type, format, scope } = report;
    const attached = report.size <= LARGEST_ATTACHMENT;
    const data = {
      title: REPORT_WORDS[type].title,
      period: periodWords(scope),
      cadence: schedule.cadence,
      scope: scopeWords(schedule),
      file: fileNameOf({ type, format, ...scope }),
      attached,
      link: `${this.settings.http.publicUrl}/reports/${id}/file`,
    };
    const attachments = attached ? [reportAttachments.of({ report_id: id })] : [];
    for (const to of schedule.recipients) await this.mailer.send(reportReady, { to, data, attachments });
  }
}

function scopeWords({ cinema, distributor }: ReportSchedule): string {
  const cinemas = cinema?.name ?? 'All cinemas';
  return distributor ? `${cinemas}, ${distributor.name}` : cinemas;
}
