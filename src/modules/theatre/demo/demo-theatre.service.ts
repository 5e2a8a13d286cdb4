import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import { CinemasRepository } from '../cinemas/cinemas.repository.js';
import { HallsRepository } from '../halls/halls.repository.js';
import { placesOf } from '../halls/layout/layout-plan.policy.js';
import { readLayout } from '../halls/layout/layout-text.policy.js';
import { SeatsRepository } from '../halls/layout/seats.repository.js';
import { PriceListsRepository } from '../price-lists/price-lists.repository.js';
import { HallScheduleRepository } from '../screenings/hall-schedule.repository.js';
import { localDateOf } from '../screenings/local-time.policy.js';
import type { ScreeningPlace, ScreeningPlan } from '../screenings/screening-plan.js';
import { ScreeningsRepository } from '../screenings/screenings.repository.js';
import { overlap } from '../screenings/timetable.policy.js';
import { DEMO_HOUSES, type DemoHouse } from './demo-houses.js';
import { datesFrom, type DemoFilm, showsOn } from './demo-programme.policy.js';
import { DemoProgrammeRepository } from './demo-programme.repository.js';

/** How many days the programme is known ahead. */
const DAYS = 14;
const DAY_MS = 86_400_000;
const BASE_PRICE = 1_200;

/** The cinemas of the default start, and what is on there. */
@Injectable()
export class DemoTheatreService {
  private readonly logger = new Logger(DemoTheatreService.name);

  constructor(
    private readonly transaction: Transaction,
    private readonly demo: DemoProgrammeRepository,
    private readonly cinemas: CinemasRepository,
    private readonly halls: HallsRepository,
    private readonly seats: SeatsRepository,
    private readonly prices: PriceListsRepository,
    private readonly schedule: HallScheduleRepository,
    private readonly screenings: ScreeningsRepository,
    private readonly revision: CatalogueRevision,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Enters the cinemas where there are none, and what is on in them for the next days. */
  async fill(): Promise<void> {
    await this.transaction.run(async () => {
      if (await this.demo.hasCinemas()) return;
      const hallIds: number[] = [];
      for (const house of DEMO_HOUSES) hallIds.push(...(await this.open(house)));
      const added = await this.plan(hallIds);
      this.logger.log(`${DEMO_HOUSES.length} demo cinemas were opened, with ${added} screenings.`);
    });
    await this.topUp();
  }

  /**
   * Fills the days ahead on which nothing was ever put on.
   * @returns how many screenings were added
   */
  async topUp(): Promise<number> {
    return this.transaction.run(async () => this.plan(await this.demo.hallIds()));
  }

  private async open({ cinema, halls, prices }: DemoHouse): Promise<number[]> {
    const now = this.clock.now();
    const { id } = await this.cinemas.insert(cinema, now);
    await this.prices.save(id, prices, now);
    const hallIds: number[] = [];
    for (const { layout, ...content } of halls) {
      const hall = await this.halls.insert(id, content, now);
      const seats = placesOf(readLayout(layout).rows);
      await this.seats.save(hall.id, seats);
      await this.halls.advanceLayout(hall.id, seats.length);
      hallIds.push(hall.id);
    }
    return hallIds;
  }

  /** Inside a transaction: films first, then halls, as with every change of the programme. */
  private async plan(hallIds: readonly number[]): Promise<number> {
    if (hallIds.length === 0) return 0;
    const trailers = this.settings.theatre.trailerMinutes;
    const films = (await this.demo.lockFilms()).map(({ id, time }) => ({ id, minutes: time + trailers }));
    const places = await this.schedule.lockPlaces(hallIds);
    const seriesId =
      (await this.demo.seriesId()) ??
      (await this.screenings.insertSeries({ demo: true }, null, this.clock.now()));
    const plans: ScreeningPlan[] = [];
    for (const place of places) {
      plans.push(...(await this.plansFor(place, hallIds.indexOf(place.hallId), films, seriesId)));
    }
    if (plans.length === 0) return 0;
    await this.screenings.insert(plans);
    await this.revision.advance();
    return plans.length;
  }

  private async plansFor(
    place: ScreeningPlace,
    position: number,
    films: readonly DemoFilm[],
    seriesId: number,
  ): Promise<ScreeningPlan[]> {
    const now = this.clock.now();
    const today = localDateOf(now, place.timeZone);
    const planned = await this.demo.plannedDates(place.hallId, today);
    const until = new Date(now.getTime() + (DAYS + 2) * DAY_MS);
    const shows = await this.schedule.showsBetween(place.hallId, now, until);
    return datesFrom(today, DAYS)
      .filter((date) => !planned.includes(date))
      .flatMap((date) => showsOn(date, { ...place, position }, films))
      .filter((show) => show.startsAt > now && !shows.some((other) => overlap(show, other)))
      .map(({ movieId, ...occupation }, index): ScreeningPlan => ({
        ...occupation,
        movieId,
        seriesId,
        hallId: place.hallId,
        cinemaId: place.cinemaId,
        localDate: localDateOf(occupation.startsAt, place.timeZone),
        cleaningMinutes: null,
        basePrice: BASE_PRICE,
        language: 'en',
        subtitles: place.timeZone === 'Europe/Berlin' ? 'de' : null,
        format: index % 4 === 3 ? '3D' : '2D',
        salesStart: null,
        salesEnd: null,
      }));
  }
}
