import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import { HallScheduleService } from './hall-schedule.service.js';
import { ProgrammeNews } from './programme-news.service.js';
import { lengthsOf, type Stage } from './screening-plan.js';
import { planAt } from './screening-request.js';
import { ScreeningsRepository } from './screenings.repository.js';
import type { CreateSeriesDto, SeriesResponse } from './series.dto.js';
import { toSeriesResponse } from './series.mapper.js';
import { type SeriesPattern, type SeriesStart, startsOf } from './series.policy.js';
import { allTogether, type Candidate, candidateOf, requirePossible, wantedAt } from './series-candidates.js';

/** Screenings that a series has at most. */
const MAX_SERIES = 500;

/** Screenings that repeat by the week. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly screenings: ScreeningsRepository,
    private readonly halls: HallScheduleService,
    private readonly news: ProgrammeNews,
    private readonly revision: CatalogueRevision,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Adds all screenings of a series or none; a dry run tells what they would be and what they would meet.
   * @throws NotFoundError, InvalidFieldsError, SeriesOverlapError
   */
  async create(actorId: number, dto: CreateSeriesDto): Promise<SeriesResponse> {
    const pattern = patternOf(dto);
    return this.transaction.run(async () => {
      const stage = await this.halls.lock(dto.movie_uuid, dto.hall_id);
      const starts = startsOf(pattern, stage.place.timeZone);
      requireNumber(starts);
      const candidates = await this.candidates(dto, starts, stage);
      if (dto.dry_run === true) return toSeriesResponse(null, candidates, []);
      requirePossible(candidates);
      const now = this.clock.now();
      const seriesId = await this.screenings.insertSeries(pattern, actorId, now);
      const plans = candidates.flatMap(({ occupation }) =>
        occupation ? [planAt(dto, occupation, stage, seriesId)] : [],
      );
      const ids = await this.screenings.insert(plans);
      await this.news.added(stage.movie.id, ids);
      await this.audit.record({
        actorId,
        action: 'screening-series.create',
        target: `screening-series:${seriesId}`,
        after: { ...pattern, hall_id: dto.hall_id, movie_uuid: stage.movie.uuid, screenings: ids },
      });
      await this.revision.advance();
      return toSeriesResponse(seriesId, candidates, ids);
    });
  }

  /** What each start would meet: in the hall, and among the others of the series. */
  private async candidates(
    dto: CreateSeriesDto,
    starts: readonly SeriesStart[],
    stage: Stage,
  ): Promise<Candidate[]> {
    const lengths = lengthsOf(stage, this.settings.theatre.trailerMinutes, dto.cleaning_minutes ?? null);
    const wanted = starts.map((start) => wantedAt(start, lengths));
    const occupations = wanted.flatMap(({ occupation }) => occupation ?? []);
    const [first, last] = [occupations[0], occupations.at(-1)];
    const shows =
      first && last ? await this.halls.showsAround(stage.place, first.startsAt, last.occupiedUntil) : [];
    const all = allTogether(shows, occupations, stage);
    return wanted.map((one) => candidateOf(one, all, stage, this.clock.now()));
  }
}

/** @throws InvalidFieldsError */
function patternOf({ weekdays, times, from, until, except }: CreateSeriesDto): SeriesPattern {
  const longest = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  const errors: FieldError[] = [];
  if (until < from) errors.push({ field: 'until', message: 'must not be earlier than from' });
  if (until > longest) errors.push({ field: 'until', message: 'must be within a year after from' });
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return { weekdays, times, from, until, except: except ?? [] };
}

/** @throws InvalidFieldsError */
function requireNumber(starts: readonly SeriesStart[]): void {
  if (starts.length === 0)
    throw new InvalidFieldsError([
      { field: 'weekdays', message: 'name no day between from and until that is not left out' },
    ]);
  if (starts.length > MAX_SERIES)
    throw new InvalidFieldsError([
      {
        field: 'until',
        message: `makes ${starts.length} screenings; at most ${MAX_SERIES} are added at once`,
      },
    ]);
}
