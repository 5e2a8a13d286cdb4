import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import { clashOf, freeStartFor, HallScheduleService } from './hall-schedule.service.js';
import type { Show } from './hall-schedule.repository.js';
import { LOCAL_TIME_PROBLEMS, localDateOf, localTimeOf } from './local-time.policy.js';
import { type Clash, SeriesOverlapError } from './screening.errors.js';
import { lengthsOf, type ScreeningPlace, type ScreeningPlan, type ShownMovie } from './screening-plan.js';
import { problemOfStart } from './screening.policy.js';
import { ScreeningsRepository } from './screenings.repository.js';
import type { CreateSeriesDto, SeriesResponse, SeriesScreening } from './series.dto.js';
import { type SeriesPattern, type SeriesStart, startsOf } from './series.policy.js';
import { type Occupation, occupationOf, overlap } from './timetable.policy.js';

/** Screenings that a series has at most. */
export const MAX_SERIES = 500;

/** A screening of a series that may be added, or why it may not. */
interface Candidate {
  readonly localStart: string;
  /** Undefined where the local time means no moment, or two. */
  readonly occupation: Occupation | undefined;
  readonly problem: string | null;
  readonly clashes: readonly Clash[];
  readonly nextFreeStart: string | null;
}

/** Screenings that repeat by the week. */
@Injectable()
export class SeriesService {
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
   * Adds all screenings of a series or none; a dry run tells what they would be and what they would meet.
   * @throws NotFoundError, InvalidFieldsError, SeriesOverlapError
   */
  async create(actorId: number, dto: CreateSeriesDto): Promise<SeriesResponse> {
    const pattern = patternOf(dto);
    return this.transaction.run(async () => {
      const { movie, place } = await this.halls.lock(dto.movie_uuid, dto.hall_id);
      const starts = startsOf(pattern, place.timeZone);
      requireNumber(starts);
      const candidates = await this.judge(starts, movie, place, dto.cleaning_minutes ?? null);
      if (dto.dry_run === true) return answer(null, candidates, []);
      requirePossible(candidates);
      const now = this.clock.now();
      const seriesId = await this.screenings.insertSeries(pattern, actorId, now);
      const plans = candidates.flatMap(({ occupation }) =>
        occupation ? [planOf(dto, occupation, movie, place, seriesId)] : [],
      );
      const ids = await this.screenings.insert(plans);
      await this.audit.record({
        actorId,
        action: 'screening-series.create',
        target: `screening-series:${seriesId}`,
        after: { ...pattern, hall_id: place.hallId, movie_uuid: movie.uuid, screenings: ids },
      });
      await this.revision.advance();
      return answer(seriesId, candidates, ids);
    });
  }

  /** What each start would meet: in the hall, and among the others of the series. */
  private async judge(
    starts: readonly SeriesStart[],
    movie: ShownMovie,
    place: ScreeningPlace,
    cleaning: number | null,
  ): Promise<Candidate[]> {
    const now = this.clock.now();
    const lengths = lengthsOf(movie, place, this.settings.theatre.trailerMinutes, cleaning);
    const wanted = starts.map(({ local, time }) => ({
      local,
      time,
      occupation: 'at' in time ? occupationOf(time.at, lengths) : undefined,
    }));
    const occupations = wanted.flatMap(({ occupation }) => occupation ?? []);
    const [first, last] = [occupations[0], occupations.at(-1)];
    const shows =
      first && last ? await this.halls.showsAround(place, first.startsAt, last.occupiedUntil) : [];
    return wanted.map(({ local, time, occupation }) => {
      const problem =
        'problem' in time ? LOCAL_TIME_PROBLEMS[time.problem] : (problemOfStart(time.at, now) ?? null);
      if (!occupation) return { localStart: local, occupation, problem, clashes: [], nextFreeStart: null };
      const others = occupations
        .filter((other) => other !== occupation)
        .map((other) => ({ ...other, id: null, movie: movie.name }));
      return { problem, ...meeting(occupation, shows, others, place) };
    });
  }
}

/** What a screening would meet. */
function meeting(
  occupation: Occupation,
  shows: readonly Show[],
  others: readonly (Omit<Show, 'id'> & { id: null })[],
  place: ScreeningPlace,
): Omit<Candidate, 'problem'> {
  const clashes = [...shows, ...others].filter((show) => overlap(show, occupation));
  const busy = [...shows, ...others].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return {
    localStart: localTimeOf(occupation.startsAt, place.timeZone),
    occupation,
    clashes: clashes.map((show) => clashOf(show, place)),
    nextFreeStart: clashes.length === 0 ? null : localTimeOf(freeStartFor(occupation, busy), place.timeZone),
  };
}

/** @throws InvalidFieldsError */
function patternOf({ weekdays, times, from, until, except }: CreateSeriesDto): SeriesPattern {
  const longest = Number(from.slice(0, 4)) + 1 + from.slice(4);
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

/** @throws InvalidFieldsError, SeriesOverlapError */
function requirePossible(candidates: readonly Candidate[]): void {
  const problems = candidates.flatMap(({ localStart, problem }) =>
    problem === null ? [] : [{ field: 'times', message: `at ${localStart} ${problem}` }],
  );
  if (problems.length > 0) throw new InvalidFieldsError(problems);
  const clashing = candidates.filter(({ clashes }) => clashes.length > 0);
  if (clashing.length === 0) return;
  throw new SeriesOverlapError(
    clashing.map(({ localStart, clashes, nextFreeStart }) => ({
      local_start: localStart,
      clashes,
      next_free_start: nextFreeStart,
    })),
    candidates.length,
  );
}

function planOf(
  dto: CreateSeriesDto,
  occupation: Occupation,
  movie: ShownMovie,
  place: ScreeningPlace,
  seriesId: number,
): ScreeningPlan {
  return {
    ...occupation,
    hallId: place.hallId,
    cinemaId: place.cinemaId,
    movieId: movie.id,
    seriesId,
    localDate: localDateOf(occupation.startsAt, place.timeZone),
    cleaningMinutes: dto.cleaning_minutes ?? null,
    basePrice: dto.base_price,
    language: dto.language ?? null,
    subtitles: dto.subtitles ?? null,
    format: dto.format ?? '2D',
    salesStart: null,
    salesEnd: null,
  };
}

function answer(id: number | null, candidates: readonly Candidate[], ids: readonly number[]): SeriesResponse {
  return {
    id,
    dry_run: id === null,
    possible: candidates.every(({ problem, clashes }) => problem === null && clashes.length === 0),
    screenings: candidates.map(
      ({ localStart, occupation, problem, clashes, nextFreeStart }, index): SeriesScreening => ({
        id: ids[index] ?? null,
        starts_at: occupation?.startsAt.toISOString() ?? null,
        ends_at: occupation?.endsAt.toISOString() ?? null,
        occupied_until: occupation?.occupiedUntil.toISOString() ?? null,
        local_start: localStart,
        clashes: [...clashes],
        next_free_start: nextFreeStart,
        problem,
      }),
    ),
  };
}
