import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { HallScheduleRepository } from './hall-schedule.repository.js';
import { HallScheduleService } from './hall-schedule.service.js';
import { boundsOfDay, localDateOf, localTimeOf } from './local-time.policy.js';
import type { FreeSlotsQuery, FreeSlotsResponse } from './screening-list.dto.js';
import { lengthsOf } from './screening-plan.js';
import { freeSlots, minutesOf } from './timetable.policy.js';

/** When a film could begin in a hall. */
@Injectable()
export class FreeSlotsService {
  constructor(
    private readonly schedule: HallScheduleRepository,
    private readonly halls: HallScheduleService,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws NotFoundError, InvalidFieldsError */
  async find(hallId: number, query: FreeSlotsQuery): Promise<FreeSlotsResponse> {
    if (query.movie_uuid === undefined)
      throw new InvalidFieldsError([{ field: 'movie_uuid', message: 'must be the uuid of a film' }]);
    const place = await this.schedule.findPlace(hallId);
    if (!place) throw new NotFoundError('hall', hallId);
    const movie = await this.schedule.findMovie(query.movie_uuid);
    if (!movie) throw new NotFoundError('movie', query.movie_uuid);
    const now = this.clock.now();
    const zone = place.timeZone;
    const date = query.date ?? localDateOf(now, zone);
    const day = boundsOfDay(date, zone);
    const from = day.from > now ? day.from : now;
    const minutes = minutesOf(lengthsOf({ movie, place }, this.settings.theatre.trailerMinutes, null));
    const shows = from < day.until ? await this.halls.showsAround(place, from, day.until) : [];
    return {
      hall_id: hallId,
      date,
      minutes,
      items: freeSlots({ from, until: day.until }, minutes, shows).map((slot) => ({
        from: slot.from.toISOString(),
        until: slot.until.toISOString(),
        local_from: localTimeOf(slot.from, zone),
        local_until: localTimeOf(slot.until, zone),
      })),
    };
  }
}
