import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { Report } from '../reports/report.js';
import { fileNameOf, REPORT_WORDS } from '../reports/report-words.js';
import { ReportsRepository } from '../reports/reports.repository.js';
import { periodWords } from '../schedules/cadence.policy.js';
import { ReportSchedulesRepository } from '../schedules/report-schedules.repository.js';
import { reportAttachments } from './report-attachments.js';
import { reportReady } from './report-ready.mail.js';

/** A third is added on the way, and many mail servers refuse what has more than 10 MB then. */
const LARGEST_ATTACHMENT = 7_000_000;

/** Tells the readers of scheduled reports. */
@Injectable()
export class ReportMails {
  constructor(
    private readonly schedules: ReportSchedulesRepository,
    private readonly reports: ReportsRepository,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Mails a report that was completed to those whom its schedule names by now, each on their own.
   * @throws Error outside a transaction
   */
  async send(scheduleId: number, id: number): Promise<void> {
    const schedule = await this.schedules.find(scheduleId);
    const report = await this.reports.find(id, this.clock.now());
    if (!schedule || !report) return;
    const attached = (report.fileSize ?? 0) <= LARGEST_ATTACHMENT;
    const data = {
      title: REPORT_WORDS[report.type].title,
      period: periodWords(report),
      cadence: schedule.cadence,
      scope: scopeWords(report),
      file: fileNameOf(report),
      attached,
      link: `${this.settings.http.publicUrl}/reports/${id}/file`,
    };
    const attachments = attached ? [reportAttachments.of({ report_id: id })] : [];
    for (const to of schedule.recipients) await this.mailer.send(reportReady, { to, data, attachments });
  }
}

function scopeWords({ cinema, distributor }: Report): string {
  const cinemas = cinema?.name ?? 'All cinemas';
  return distributor ? `${cinemas}, ${distributor.name}` : cinemas;
}
