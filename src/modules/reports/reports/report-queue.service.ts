import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import type { WantedReport } from './report.js';
import { type ReportOrigin, ReportsRepository } from './reports.repository.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** A queued report, where its file is to be stored, and how often it was tried before this job. */
    'reports.generate': { report_id: number; file_key: string; tries?: number };
  }
}

/** Has reports made. */
@Injectable()
export class ReportQueue {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Queues a report. Its file has the same place whenever it is written, so that there is never a second one.
   * @returns its id; undefined where the schedule has had this period reported
   * @throws Error outside a transaction
   */
  async add(wanted: WantedReport, origin: ReportOrigin): Promise<number | undefined> {
    const id = await this.reports.insert(wanted, origin, this.clock.now());
    if (id === undefined) return undefined;
    const file_key = `reports/${randomUUID()}`;
    await this.outbox.add('reports.generate', { report_id: id, file_key });
    return id;
  }
}
