import { Logger } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
  Outbox,
} from '../../../platform/jobs/index.js';
import { ObjectStorage } from '../../../platform/storage/index.js';
import { ReportMails } from '../mails/report-mails.service.js';
import { ReportGoneError } from './report.errors.js';
import type { WantedReport } from './report.js';
import { mayPass, reasonOf } from './report-failure.js';
import { ReportFileWriter } from './report-file-writer.service.js';
import { type ReportEnd, ReportRunsRepository } from './report-runs.repository.js';

/** What does not work after so many attempts is said to have failed, though the fault may pass one day. */
const TRIES = 5;
/** How long a report waits for each that was asked for before it, in milliseconds, until it looks whether its turn has come. */
const TURN = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Makes a queued report, one at a time in a process, so that neither the queue nor the requests wait for large ones. When its process dies, the next attempt begins anew and writes the file to the same place. A fault
 * that may pass is tried again; any other ends the report.
 */
@JobHandler('reports.generate')
export class GenerateReportHandler implements JobProcessor<'reports.generate'> {
  private readonly logger = new Logger('Reports');
  private isBusy = false;

  constructor(
    private readonly runs: ReportRunsRepository,
    private readonly writer: ReportFileWriter,
    private readonly mails: ReportMails,
    private readonly storage: ObjectStorage,
    private readonly transaction: Transaction,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async handle(payload: JobPayloads['reports.generate'], delivery: Omit<JobDelivery, 'id'>): Promise<void> {
    const attempt = (payload.tries ?? 0) + delivery.attempt;
    if (this.isBusy) return this.postpone({ ...payload, tries: attempt - 1 }, delivery);
    this.isBusy = true;
    try {
      await this.begin(payload, attempt);
    } finally {
      this.isBusy = false;
    }
  }

  private async postpone(
    payload: JobPayloads['reports.generate'],
    delivery: Pick<JobDelivery, 'markDelivered'>,
  ): Promise<void> {
    await this.transaction.run(async () => {
      await delivery.markDelivered();
      const turns = Math.max(1, await this.runs.countBefore(payload.report_id));
      const notBefore = new Date(this.clock.now().getTime() + Math.min(turns * TURN, LONGEST_WAIT));
      await this.outbox.add('reports.generate', payload, { notBefore });
    });
  }

  private async begin(
    { report_id: id, file_key: key }: JobPayloads['reports.generate'],
    attempt: number,
  ): Promise<void> {
    const wanted = await this.runs.begin(id);
    if (wanted) await this.make(id, key, wanted, attempt);
    if (!(await this.runs.hasFile(id, key))) await this.storage.delete([key]);
  }

  private async make(id: number, key: string, wanted: WantedReport, attempt: number): Promise<void> {
    try {
      if (attempt > TRIES) throw new Error(`It was begun ${TRIES} times and never came to an end.`);
      const size = await this.writer.write(id, key, wanted);
      await this.complete(id, key, size);
    } catch (error) {
      if (error instanceof ReportGoneError) return;
      if (mayPass(error) && attempt < TRIES) {
        await this.runs.putBack(id);
        throw error;
      }
      this.logger.error(
        `report ${id} (${wanted.type}): ${error instanceof Error ? error.stack : String(error)}`,
      );
      await this.runs.fail(id, reasonOf(error), this.end());
    }
  }

  private async complete(id: number, key: string, size: number): Promise<void> {
    await this.transaction.run(async () => {
      const completed = await this.runs.complete(id, { key, size }, this.end());
      if (completed && completed.scheduleId !== null) await this.mails.send(completed.scheduleId, id);
    });
  }

  private end(): ReportEnd {
    const finishedAt = this.clock.now();
    return { finishedAt, expiresAt: new Date(finishedAt.getTime() + this.settings.reports.keptFor) };
  }
}
