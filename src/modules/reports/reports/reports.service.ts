import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import { ObjectStorage, type StoredObject } from '../../../platform/storage/index.js';
import { ProfilesService } from '../../profiles/index.js';
import type { CreateReportDto, ReportListQuery, ReportResponse } from './report.dto.js';
import { MAX_OPEN_REPORTS, ReportNotReadyError, TooManyReportsError } from './report.errors.js';
import { toReportResponse } from './report.mapper.js';
import type { Report } from './report.js';
import { periodProblems } from './report-period.policy.js';
import { ReportQueue } from './report-queue.service.js';
import { ReportScopes } from './report-scopes.service.js';
import { ReportsRepository } from './reports.repository.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'r.created_at', type: 'timestamptz' },
    type: { sql: 'r.type', type: 'text' },
    status: { sql: 'r.status', type: 'text' },
    id: { sql: 'r.id', type: 'integer' },
  },
  idSql: 'r.id',
};

/** Reports for those who ask for them. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportsRepository,
    private readonly scopes: ReportScopes,
    private readonly queue: ReportQueue,
    private readonly profiles: ProfilesService,
    private readonly storage: ObjectStorage,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Queues a report.
   * @throws InvalidFieldsError, TooManyReportsError
   */
  ask(actorId: number, dto: CreateReportDto): Promise<ReportResponse> {
    const { type, format, from, to, cinema_id: cinemaId = null, distributor_id: distributorId = null } = dto;
    return this.transaction.run(async () => {
      await this.scopes.check({ type, cinemaId, distributorId }, periodProblems(dto, this.clock.now()));
      await this.reports.lockRequester(actorId);
      if ((await this.reports.countOpen(actorId)) >= MAX_OPEN_REPORTS) throw new TooManyReportsError();
      const scope = { from, to, cinemaId, distributorId };
      const origin = { createdBy: actorId, scheduleId: null };
      const id = await this.queue.add({ type, format, scope }, origin);
      if (id === undefined) throw new Error('A report that nobody scheduled met another one.');
      const after = { type, format, from, to, cinema_id: cinemaId, distributor_id: distributorId };
      await this.audit.record({ actorId, action: 'report.create', target: `report:${id}`, after });
      return this.get(id);
    });
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<ReportResponse> {
    const report = await this.find(id);
    return toReportResponse(report, await this.namesFor([report]));
  }

  /** The newest first unless the query says otherwise. */
  async list(query: ReportListQuery, url: string, userId: number): Promise<Page<ReportResponse>> {
    const { type: types, format: formats, status: statuses, own } = query;
    const filter = {
      types,
      formats,
      statuses,
      createdBy: own === true ? userId : undefined,
      notCreatedBy: own === false ? userId : undefined,
      now: this.clock.now(),
    };
    const page = await walk(this.reports, ORDER, { filter, query, url }, (report) => report);
    const nameOf = await this.namesFor(page.items);
    return { ...page, items: page.items.map((report) => toReportResponse(report, nameOf)) };
  }

  /**
   * The file of a report. Whoever gets it must read it to the end or destroy it.
   * @throws NotFoundError, ReportNotReadyError, StorageUnavailableError
   */
  async open(id: number): Promise<{ report: Report; file: StoredObject }> {
    const report = await this.find(id);
    if (report.fileKey === null) throw new ReportNotReadyError(report);
    const file = await this.storage.get(report.fileKey);
    if (!file) throw new NotFoundError('report', id);
    return { report, file };
  }

  /**
   * Deletes a report and its file; one that is being made is given up.
   * @throws NotFoundError
   */
  async delete(actorId: number, id: number): Promise<void> {
    await this.transaction.run(async () => {
      const { type, format, from, to, status } = await this.find(id);
      const removed = await this.reports.remove(id);
      if (!removed) throw new NotFoundError('report', id);
      if (removed.fileKey !== null)
        await this.outbox.add('storage.remove-files', { keys: [removed.fileKey] });
      const before = { type, format, from, to, status };
      await this.audit.record({ actorId, action: 'report.delete', target: `report:${id}`, before });
    });
  }

  private async find(id: number): Promise<Report> {
    const report = await this.reports.find(id, this.clock.now());
    if (!report) throw new NotFoundError('report', id);
    return report;
  }

  private async namesFor(reports: readonly Report[]): Promise<(userId: number) => string> {
    const ids = reports.flatMap(({ createdBy }) => createdBy ?? []);
    const displays = await this.profiles.displayOf(ids);
    return (id) => displays.get(id)?.display_name ?? '';
  }
}
