import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import { HallScheduleRepository, type Show } from './hall-schedule.repository.js';
import { localTimeOf } from './local-time.policy.js';
import { type Clash, ScreeningOverlapError } from './screening.errors.js';
import type { ScreeningPlace, Stage } from './screening-plan.js';
import { type Busy, nextFreeStart, overlap } from './timetable.policy.js';

const DAY_MS = 86_400_000;
/** How far ahead a free start is looked for. */
const HORIZON_MS = 28 * DAY_MS;
const MINUTE_MS = 60_000;

/** What halls have room for. */
@Injectable()
export class HallScheduleService {
  constructor(private readonly schedule: HallScheduleRepository) {}

  /**
   * A film and a hall that stay as they are until the transaction ends; nobody else changes what is on in the hall.
   * @param formerHallId another hall that something moves away from
   * @throws NotFoundError
   */
  async lock(movieUuid: string, hallId: number, formerHallId = hallId): Promise<Stage> {
    const movie = await this.schedule.lockMovie(movieUuid);
    if (!movie) throw new NotFoundError('movie', movieUuid);
    const places = await this.schedule.lockPlaces([...new Set([hallId, formerHallId])]);
    const place = places.find((one) => one.hallId === hallId);
    if (!place) throw new NotFoundError('hall', hallId);
    return { movie, place };
  }

  /** What is on between two moments and long enough after them to find the next free start. */
  async showsAround(
    { hallId }: ScreeningPlace,
    from: Date,
    until: Date,
    except: number | null = null,
  ): Promise<Show[]> {
    return this.schedule.showsBetween(hallId, from, new Date(until.getTime() + HORIZON_MS), except);
  }

  /**
   * @param except the screening itself, where it is on the programme already
   * @throws ScreeningOverlapError naming everything in the way, and the next free start
   */
  async requireFree(place: ScreeningPlace, wanted: Busy, except: number | null = null): Promise<void> {
    const shows = await this.showsAround(place, wanted.startsAt, wanted.occupiedUntil, except);
    const clashes = shows.filter((show) => overlap(show, wanted));
    if (clashes.length === 0) return;
    throw new ScreeningOverlapError(
      clashes.map((show) => clashOf(show, place)),
      localTimeOf(freeStartFor(wanted, shows), place.timeZone),
    );
  }
}

/** From when on a hall is free for as long as something wants it. */
export function freeStartFor(wanted: Busy, shows: readonly Busy[]): Date {
  const minutes = (wanted.occupiedUntil.getTime() - wanted.startsAt.getTime()) / MINUTE_MS;
  return nextFreeStart(wanted.startsAt, minutes, shows);
}

/** Something in the way, as clients are told of it. */
export function clashOf(show: Omit<Show, 'id'> & { id: number | null }, { timeZone }: ScreeningPlace): Clash {
  return {
    screening_id: show.id,
    movie: show.movie,
    starts_at: localTimeOf(show.startsAt, timeZone),
    occupied_until: localTimeOf(show.occupiedUntil, timeZone),
  };
}
