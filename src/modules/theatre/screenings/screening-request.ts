import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { LOCAL_TIME_PROBLEMS, localDateOf, readTime } from './local-time.policy.js';
import type { CreateScreeningDto, ScreeningFeatures, UpdateScreeningDto } from './screening-input.dto.js';
import { lengthsOf, type Screening, type ScreeningPlan, type Stage } from './screening-plan.js';
import { later, type Occupation, occupationOf } from './timetable.policy.js';

type Moment = 'starts_at' | 'sales_start' | 'sales_end';

/**
 * What a request for a new screening comes to.
 * @throws InvalidFieldsError for times that mean no moment
 */
export function newPlan(dto: CreateScreeningDto, stage: Stage, trailers: number): ScreeningPlan {
  const zone = stage.place.timeZone;
  const startsAt = momentOf('starts_at', dto.starts_at, zone);
  const occupation = occupationOf(startsAt, lengthsOf(stage, trailers, dto.cleaning_minutes ?? null));
  return {
    ...planAt(dto, occupation, stage, null),
    salesStart: optionalMoment('sales_start', dto.sales_start, zone) ?? null,
    salesEnd: optionalMoment('sales_end', dto.sales_end, zone) ?? null,
  };
}

/** A screening as a request describes it, at a time that is decided already. */
export function planAt(
  dto: ScreeningFeatures,
  occupation: Occupation,
  { movie, place }: Stage,
  seriesId: number | null,
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

/**
 * What a change makes of a screening; what it leaves out stays as it is.
 * @throws InvalidFieldsError for times that mean no moment
 */
export function changedPlan(
  former: Screening,
  dto: UpdateScreeningDto,
  stage: Stage,
  trailers: number,
): ScreeningPlan {
  const { movie, place } = stage;
  const zone = place.timeZone;
  const startsAt = optionalMoment('starts_at', dto.starts_at, zone) ?? former.startsAt;
  const cleaningMinutes = dto.cleaning_minutes === undefined ? former.cleaningMinutes : dto.cleaning_minutes;
  const movedTo = { ...former, startsAt, cleaningMinutes, movieId: movie.id, hallId: place.hallId };
  return {
    ...movedTo,
    ...occupationAfter(former, movedTo, stage, trailers),
    cinemaId: place.cinemaId,
    localDate: localDateOf(startsAt, zone),
    basePrice: dto.base_price ?? former.basePrice,
    format: dto.format ?? former.format,
    language: dto.language === undefined ? former.language : dto.language,
    subtitles: dto.subtitles === undefined ? former.subtitles : dto.subtitles,
    salesStart: momentOrFormer('sales_start', dto.sales_start, zone, former.salesStart),
    salesEnd: momentOrFormer('sales_end', dto.sales_end, zone, former.salesEnd),
  };
}

/** What was changed of what those who took seats rely on, by the names that clients use. */
export function movedFields(former: ScreeningPlan, plan: ScreeningPlan): string[] {
  return [
    ...(plan.movieId === former.movieId ? [] : ['movie_uuid']),
    ...(plan.hallId === former.hallId ? [] : ['hall_id']),
    ...(plan.format === former.format ? [] : ['format']),
    ...(isSameTime(plan.startsAt, former.startsAt) ? [] : ['starts_at']),
  ];
}

export function isSameTime(one: Date, other: Date): boolean {
  return one.getTime() === other.getTime();
}

/** Nothing moves that does not have to: settings and halls may have changed since the screening was planned. */
function occupationAfter(
  former: Screening,
  next: Pick<ScreeningPlan, 'movieId' | 'hallId' | 'startsAt' | 'cleaningMinutes'>,
  stage: Stage,
  trailers: number,
): Omit<Occupation, 'startsAt'> {
  const isSameShow = next.movieId === former.movieId && isSameTime(next.startsAt, former.startsAt);
  if (isSameShow && next.hallId === former.hallId && next.cleaningMinutes === former.cleaningMinutes)
    return { endsAt: former.endsAt, occupiedUntil: former.occupiedUntil };
  const lengths = lengthsOf(stage, trailers, next.cleaningMinutes);
  if (!isSameShow) return occupationOf(next.startsAt, lengths);
  return { endsAt: former.endsAt, occupiedUntil: later(former.endsAt, lengths.cleaning) };
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
