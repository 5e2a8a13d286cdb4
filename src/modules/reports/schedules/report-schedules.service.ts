import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import { ProfilesService } from '../../profiles/index.js';
import { ReportScopes } from '../reports/report-scopes.service.js';
import { nextRunAfter } from './cadence.policy.js';
import type {
  CreateReportScheduleDto,
  ReportScheduleListQuery,
  ReportScheduleResponse,
  UpdateReportScheduleDto,
} from './report-schedule.dto.js';
import { scheduleEtag, scheduleFacts, toScheduleResponse } from './report-schedule.mapper.js';
import type { ReportSchedule, ScheduleContent } from './report-schedule.js';
import { ReportSchedulesRepository } from './report-schedules.repository.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 's.created_at', type: 'timestamptz' },
    next_run_at: { sql: 's.next_run_at', type: 'timestamptz' },
    type: { sql: 's.type', type: 'text' },
    id: { sql: 's.id', type: 'integer' },
  },
  idSql: 's.id',
};
const USUAL_HOUR = 6;

/** A schedule as it goes out, and its tag. */
export interface TaggedSchedule {
  readonly response: ReportScheduleResponse;
  readonly etag: string;
}

/** Schedules for those who make them. */
@Injectable()
export class ReportSchedulesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly schedules: ReportSchedulesRepository,
    private readonly scopes: ReportScopes,
    private readonly profiles: ProfilesService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The newest first unless the query says otherwise. */
  async list(query: ReportScheduleListQuery, url: string): Promise<Page<ReportScheduleResponse>> {
    const filter = { isEnabled: query.enabled };
    const page = await walk(this.schedules, ORDER, { filter, query, url }, (schedule) => schedule);
    const nameOf = await this.namesFor(page.items);
    return { ...page, items: page.items.map((schedule) => toScheduleResponse(schedule, nameOf)) };
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<TaggedSchedule> {
    const schedule = await this.schedules.find(id);
    if (!schedule) throw new NotFoundError('report schedule', id);
    const response = toScheduleResponse(schedule, await this.namesFor([schedule]));
    return { response, etag: scheduleEtag(schedule, response) };
  }

  /** @throws InvalidFieldsError */
  create(actorId: number, dto: CreateReportScheduleDto): Promise<TaggedSchedule> {
    return this.transaction.run(async () => {
      const { type, cinema_id: cinemaId = null, distributor_id: distributorId = null } = dto;
      const cinema = await this.scopes.check({ type, cinemaId, distributorId });
      const content: ScheduleContent = {
        type,
        format: dto.format,
        cadence: dto.cadence,
        cinemaId,
        distributorId,
        recipients: dto.recipients,
        hour: dto.hour ?? USUAL_HOUR,
        timeZone: dto.time_zone ?? cinema?.timeZone ?? 'UTC',
        isEnabled: dto.enabled ?? true,
      };
      const now = this.clock.now();
      const id = await this.schedules.insert(content, nextRunAfter(content, now), actorId, now);
      const after = scheduleFacts(content);
      await this.audit.record({ actorId, action: 'report-schedule.create', target: targetOf(id), after });
      return this.get(id);
    });
  }

  /**
   * Changes what `dto` names. What was missed while it was not enabled is not made up for.
   * @throws NotFoundError, StaleError, InvalidFieldsError
   */
  update(
    actorId: number,
    id: number,
    dto: UpdateReportScheduleDto,
    ifMatch: string | undefined,
  ): Promise<TaggedSchedule> {
    return this.transaction.run(async () => {
      const schedule = await this.lock(id, ifMatch);
      const content = applied(schedule, dto);
      const changes = changesOf(scheduleFacts(schedule), scheduleFacts(content));
      if (changes) {
        await this.scopes.check(content);
        await this.schedules.update(id, content, this.nextRunOf(schedule, content));
        await this.audit.record({
          actorId,
          action: 'report-schedule.update',
          target: targetOf(id),
          ...changes,
        });
      }
      return this.get(id);
    });
  }

  /**
   * Deletes a schedule. Reports that it had made stay; one that is being made is mailed to nobody.
   * @throws NotFoundError, StaleError
   */
  async delete(actorId: number, id: number, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const before = scheduleFacts(await this.lock(id, ifMatch));
      await this.schedules.remove(id);
      await this.audit.record({ actorId, action: 'report-schedule.delete', target: targetOf(id), before });
    });
  }

  private nextRunOf(before: ReportSchedule, after: ScheduleContent): Date {
    const isSame =
      before.cadence === after.cadence && before.hour === after.hour && before.timeZone === after.timeZone;
    return isSame && before.isEnabled ? before.nextRunAt : nextRunAfter(after, this.clock.now());
  }

  private async lock(id: number, ifMatch: string | undefined): Promise<ReportSchedule> {
    const schedule = await this.schedules.lock(id);
    if (!schedule) throw new NotFoundError('report schedule', id);
    requireMatch(ifMatch, String(schedule.version), 'report schedule');
    return schedule;
  }

  private async namesFor(schedules: readonly ReportSchedule[]): Promise<(userId: number) => string> {
    const displays = await this.profiles.displayOf(schedules.flatMap(({ createdBy }) => createdBy ?? []));
    return (id) => displays.get(id)?.display_name ?? '';
  }
}

function applied(content: ScheduleContent, dto: UpdateReportScheduleDto): ScheduleContent {
  return {
    type: dto.type ?? content.type,
    format: dto.format ?? content.format,
    cadence: dto.cadence ?? content.cadence,
    cinemaId: dto.cinema_id === undefined ? content.cinemaId : dto.cinema_id,
    distributorId: dto.distributor_id === undefined ? content.distributorId : dto.distributor_id,
    recipients: dto.recipients ?? content.recipients,
    hour: dto.hour ?? content.hour,
    timeZone: dto.time_zone ?? content.timeZone,
    isEnabled: dto.enabled ?? content.isEnabled,
  };
}

const targetOf = (id: number): string => `report-schedule:${id}`;
