import { Injectable } from '@nestjs/common';
import { AuditLog, changesOf } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, StaleError } from '../../../platform/errors/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import { HallScheduleService } from './hall-schedule.service.js';
import { LOCAL_TIME_PROBLEMS, localDateOf, readTime } from './local-time.policy.js';
import { contentOf } from './screening-content.js';
import { ScreeningCanceledError, ScreeningOverError, ScreeningTakenError } from './screening.errors.js';
import type { CreateScreeningDto, UpdateScreeningDto } from './screening-input.dto.js';
import { lengthsOf, type Screening, type ScreeningPlan } from './screening-plan.js';
import { problemOfStart, problemsOfSale } from './screening.policy.js';
import { ScreeningsRepository } from './screenings.repository.js';
import { occupationOf } from './timetable.policy.js';

type Moment = 'starts_at' | 'sales_start' | 'sales_end';

/** Putting screenings on the programme, and moving them. */
@Injectable()
export class ScreeningsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly screenings: ScreeningsRepository,
    private readonly halls: HallScheduleService,
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
      const { movie, place } = await this.halls.lock(dto.movie_uuid, dto.hall_id);
      const startsAt = momentOf('starts_at', dto.starts_at, place.timeZone);
      const lengths = lengthsOf(
        movie,
        place,
        this.settings.theatre.trailerMinutes,
        dto.cleaning_minutes ?? null,
      );
      const plan: ScreeningPlan = {
        ...occupationOf(startsAt, lengths),
        hallId: place.hallId,
        cinemaId: place.cinemaId,
        movieId: movie.id,
        seriesId: null,
        localDate: localDateOf(startsAt, place.timeZone),
        cleaningMinutes: dto.cleaning_minutes ?? null,
        basePrice: dto.base_price,
        language: dto.language ?? null,
        subtitles: dto.subtitles ?? null,
        format: dto.format ?? '2D',
        salesStart: optionalMoment('sales_start', dto.sales_start, place.timeZone) ?? null,
        salesEnd: optionalMoment('sales_end', dto.sales_end, place.timeZone) ?? null,
      };
      this.check(plan, { startChosen: true });
      await this.halls.requireFree(place, plan);
      const [id = 0] = await this.screenings.insert([plan]);
      const after = contentOf(plan, movie.uuid);
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
      const { movie, place } = await this.halls.lock(
        dto.movie_uuid ?? known.movieUuid,
        dto.hall_id ?? known.hallId,
        known.hallId,
      );
      const former = await this.screenings.lockForEdit(id, ifMatch);
      // What was locked is what it was moved from: somebody else moved it in between.
      if (former.movieId !== known.movieId || former.hallId !== known.hallId)
        throw new StaleError('screening');
      requireOpen(former, this.clock.now());
      const zone = place.timeZone;
      const startsAt = optionalMoment('starts_at', dto.starts_at, zone) ?? former.startsAt;
      const given = givenOf(dto);
      const plan: ScreeningPlan = {
        ...former,
        ...given,
        ...this.occupationAfter(former, { movie, place, startsAt, cleaning: given.cleaningMinutes }),
        movieId: movie.id,
        hallId: place.hallId,
        cinemaId: place.cinemaId,
        localDate: localDateOf(startsAt, zone),
        salesStart: momentOrFormer('sales_start', dto.sales_start, zone, former.salesStart),
        salesEnd: momentOrFormer('sales_end', dto.sales_end, zone, former.salesEnd),
      };
      this.check(plan, { startChosen: plan.startsAt.getTime() !== former.startsAt.getTime() });
      await this.requireUntaken(former, plan);
      await this.halls.requireFree(place, plan, id);
      if (plan.hallId !== former.hallId) await this.screenings.dropHeld(id);
      await this.screenings.update(id, plan);
      const changes = changesOf(contentOf(former, former.movieUuid), contentOf(plan, movie.uuid));
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

  /** The end stays as it is while nothing changes that it follows from. */
  private occupationAfter(
    former: Screening,
    {
      movie,
      place,
      startsAt,
      cleaning = former.cleaningMinutes,
    }: Pick<Awaited<ReturnType<HallScheduleService['lock']>>, 'movie' | 'place'> & {
      startsAt: Date;
      cleaning: number | null | undefined;
    },
  ): Pick<ScreeningPlan, 'startsAt' | 'endsAt' | 'occupiedUntil'> {
    const isSame =
      movie.id === former.movieId &&
      place.hallId === former.hallId &&
      startsAt.getTime() === former.startsAt.getTime() &&
      cleaning === former.cleaningMinutes;
    if (isSame) return former;
    return occupationOf(startsAt, lengthsOf(movie, place, this.settings.theatre.trailerMinutes, cleaning));
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
    const fields = [
      ...(plan.movieId === former.movieId ? [] : ['movie_uuid']),
      ...(plan.hallId === former.hallId ? [] : ['hall_id']),
      ...(plan.format === former.format ? [] : ['format']),
      ...(plan.startsAt.getTime() === former.startsAt.getTime() ? [] : ['starts_at']),
    ];
    if (fields.length > 0 && (await this.screenings.isTaken(former.id, this.clock.now())))
      throw new ScreeningTakenError(fields);
  }
}

/** @throws ScreeningCanceledError, ScreeningOverError */
function requireOpen({ status, canceledAt, startsAt }: Screening, now: Date): void {
  if (status === 'canceled') throw new ScreeningCanceledError(canceledAt);
  if (startsAt <= now) throw new ScreeningOverError('began', startsAt);
}

/** What a request says that needs no reading. */
function givenOf(dto: UpdateScreeningDto): Partial<ScreeningPlan> {
  return {
    ...(dto.cleaning_minutes !== undefined && { cleaningMinutes: dto.cleaning_minutes }),
    ...(dto.base_price !== undefined && { basePrice: dto.base_price }),
    ...(dto.language !== undefined && { language: dto.language }),
    ...(dto.subtitles !== undefined && { subtitles: dto.subtitles }),
    ...(dto.format !== undefined && { format: dto.format }),
  };
}

/** @throws InvalidFieldsError */
function momentOf(field: Moment, text: string, zone: string): Date {
  const time = readTime(text, zone);
  if ('problem' in time)
    throw new InvalidFieldsError([{ field, message: LOCAL_TIME_PROBLEMS[time.problem] }]);
  return time.at;
}

function optionalMoment(field: Moment, text: string | null | undefined, zone: string): Date | undefined {
  return text === undefined || text === null ? undefined : momentOf(field, text, zone);
}

function momentOrFormer(
  field: Moment,
  text: string | null | undefined,
  zone: string,
  former: Date | null,
): Date | null {
  return text === undefined ? former : (optionalMoment(field, text, zone) ?? null);
}
