import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import { type Audience, SEAT_CATEGORIES, type SeatCategory } from '../halls/hall.js';
import type { ScreeningFacts } from '../screenings/screening-facts.js';
import { type PriceList, PriceListsRepository } from './price-lists.repository.js';
import { priceOf } from './pricing.policy.js';

/** How long a process may go on with a list that another one has changed. */
const KEPT_MS = 500;
const MAX_KEPT = 1_000;

/** What of a screening its prices depend on. */
export interface PricedScreening {
  readonly startsAt: Date;
  /** Minor units. */
  readonly basePrice: number;
  readonly hall: Pick<ScreeningFacts['hall'], 'type'>;
  readonly cinema: Pick<ScreeningFacts['cinema'], 'id' | 'timeZone'>;
}

/** Prices by category, in minor units. */
export type CategoryPrices = Readonly<Record<SeatCategory, number>>;

/** What seats cost. Price lists are kept for half a second; whoever changes one makes their own process forget it. */
@Injectable()
export class SeatPrices {
  private readonly lists = new LRUCache<number, PriceList>({ max: MAX_KEPT, ttl: KEPT_MS });

  constructor(private readonly priceLists: PriceListsRepository) {}

  /** What seats of each category cost at a screening. */
  async byCategory(screening: PricedScreening, audience: Audience): Promise<CategoryPrices> {
    const { rules } = await this.listOf(screening.cinema.id);
    const begins = DateTime.fromJSDate(screening.startsAt, { zone: screening.cinema.timeZone });
    const common = {
      hallType: screening.hall.type,
      audience,
      weekday: begins.weekday,
      time: begins.toFormat('HH:mm'),
    };
    return Object.fromEntries(
      SEAT_CATEGORIES.map((seatCategory) => [
        seatCategory,
        priceOf(screening.basePrice, rules, { ...common, seatCategory }),
      ]),
    ) as Record<SeatCategory, number>;
  }

  /** The cinema's list was changed. */
  forget(cinemaId: number): void {
    this.lists.delete(cinemaId);
  }

  private async listOf(cinemaId: number): Promise<PriceList> {
    const kept = this.lists.get(cinemaId);
    if (kept) return kept;
    const list = await this.priceLists.find(cinemaId);
    this.lists.set(cinemaId, list);
    return list;
  }
}
