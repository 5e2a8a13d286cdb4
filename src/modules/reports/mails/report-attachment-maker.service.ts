import { buffer } from 'node:stream/consumers';
import {
  type AttachmentMaker,
  type MailAttachment,
  MakesAttachments,
} from '../../../integrations/mail/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { ObjectStorage } from '../../../platform/storage/index.js';
import { fileNameOf } from '../reports/report-words.js';
import { ReportsRepository } from '../reports/reports.repository.js';
import { reportAttachments } from './report-attachments.js';

/** Brings the files of reports into mails. */
@MakesAttachments(reportAttachments)
export class ReportAttachmentMaker implements AttachmentMaker<{ report_id: number }> {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
  ) {}

  /** @returns none where the report was deleted, or its time is over */
  async make({ report_id: id }: { report_id: number }): Promise<readonly MailAttachment[]> {
    const report = await this.reports.find(id, this.clock.now());
    if (!report?.fileKey) return [];
    const file = await this.storage.get(report.fileKey);
    if (!file) return [];
    return [
      {
        filename: fileNameOf(report),
        contentType: file.contentType,
        content: await buffer(file.body),
      },
    ];
  }
}
