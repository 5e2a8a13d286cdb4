import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, StaleError } from '../../../platform/errors/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import { SeatChanges } from '../allocations/seat-changes.js';
import { HallScheduleService } from './hall-schedule.service.js';
import { ProgrammeNews } from './programme-news.service.js';
import { contentOf } from './screening-content.js';
import { ScreeningCanceledError, ScreeningOverError, ScreeningTakenError } from './screening.errors.js';
import type { CreateScreeningDto, UpdateScreeningDto } from './screening-input.dto.js';
import type { Screening, ScreeningPlan } from './screening-plan.js';
import { changedPlan, isSameTime, movedFields, newPlan } from './screening-request.js';
import { problemOfStart, problemsOfSale } from './screening.policy.js';
import { ScreeningsRepository } from './screenings.repository.js';

/** Putting screenings on the programme, and moving them. */
@Injectable()
export class ScreeningsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly screenings: ScreeningsRepository,
    private readonly halls: HallScheduleService,
    private readonly seats: SeatChanges,
    private readonly news: ProgrammeNews,
    private readonly revision: CatalogueRevision,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * @returns the new screening's id
   * @throws NotFoundError, InvalidFieldsError, ScreeningOverlapError
   */
  async create(actorId: number, dto: CreateScreeningDto): Promise<number> {
    return this.transaction.run(async () => {
      const stage = await this.halls.lock(dto.movie_uuid, dto.hall_id);
      const plan = newPlan(dto, stage, this.settings.theatre.trailerMinutes);
      this.check(plan, { startChosen: true });
      await this.halls.requireFree(stage.place, plan);
      const [id = 0] = await this.screenings.insert([plan]);
      await this.news.added(plan.movieId, [id]);
      const after = contentOf(plan, stage.movie.uuid);
      await this.audit.record({ actorId, action: 'screening.create', target: `screening:${id}`, after });
      await this.revision.advance();
      return id;
    });
  }

  /**
   * Changes what `dto` names. What those who took seats rely on (film, hall, format, start) changes only while no seat is
   * held, ordered or sold; a new price is for seats that are taken from now on.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, InvalidFieldsError, ScreeningOverlapError, ScreeningTakenError,
   *   ScreeningCanceledError, ScreeningOverError
   */
  async update(
    actorId: number,
    id: number,
    dto: UpdateScreeningDto,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(async () => {
      const known = await this.screenings.get(id);
      requireOpen(known, this.clock.now());
      const stage = await this.halls.lock(
        dto.movie_uuid ?? known.movieUuid,
        dto.hall_id ?? known.hallId,
        known.hallId,
      );
      const former = await this.screenings.lockForEdit(id, ifMatch);
      // What was locked is what it was moved from: somebody else moved it in between.
      if (former.movieId !== known.movieId || former.hallId !== known.hallId)
        throw new StaleError('screening');
      requireOpen(former, this.clock.now());
      const plan = changedPlan(former, dto, stage, this.settings.theatre.trailerMinutes);
      this.check(plan, { startChosen: !isSameTime(plan.startsAt, former.startsAt) });
      await this.requireUntaken(former, plan);
      await this.halls.requireFree(stage.place, plan, id);
      if (plan.hallId !== former.hallId) await this.screenings.dropHeld(id);
      await this.screenings.update(id, plan);
      this.seats.announce(id);
      await this.news.changed(former, plan);
      const changes = changesOf(contentOf(former, former.movieUuid), contentOf(plan, stage.movie.uuid));
      if (changes)
        await this.audit.record({
          actorId,
          action: 'screening.update',
          target: `screening:${id}`,
          ...changes,
        });
      await this.revision.advance();
    });
  }

  /** @throws InvalidFieldsError */
  private check(plan: ScreeningPlan, { startChosen }: { startChosen: boolean }): void {
    const problem = startChosen ? problemOfStart(plan.startsAt, this.clock.now()) : undefined;
    const errors = [
      ...(problem === undefined ? [] : [{ field: 'starts_at', message: problem }]),
      ...problemsOfSale(plan),
    ];
    if (errors.length > 0) throw new InvalidFieldsError(errors);
  }

  /** @throws ScreeningTakenError */
  private async requireUntaken(former: Screening, plan: ScreeningPlan): Promise<void> {
    const fields = movedFields(former, plan);
    if (fields.length > 0 && (await this.screenings.isTaken(former.id, this.clock.now())))
      throw new ScreeningTakenError(fields);
  }
}

/** @throws ScreeningCanceledError, ScreeningOverError */
function requireOpen({ status, canceledAt, startsAt }: Screening, now: Date): void {
  if (status === 'canceled') throw new ScreeningCanceledError(canceledAt);
  if (startsAt <= now) throw new ScreeningOverError('began', startsAt);
}
