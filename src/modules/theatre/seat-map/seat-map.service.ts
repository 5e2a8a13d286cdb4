import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import type { Audience } from '../halls/hall.js';
import { HallLayouts } from '../halls/layout/hall-layouts.js';
import { SeatPrices } from '../price-lists/seat-prices.js';
import { OccupancyRepository } from './occupancy.repository.js';
import { seatMapText } from './seat-map-text.js';

/** What is free of a screening, and what it costs. */
@Injectable()
export class SeatMapService {
  constructor(
    private readonly occupancies: OccupancyRepository,
    private readonly layouts: HallLayouts,
    private readonly prices: SeatPrices,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * The seat map as JSON.
   * @throws NotFoundError
   */
  async map(screeningId: number, audience: Audience): Promise<string> {
    const [occupancy] = await this.occupancies.of([screeningId], this.clock.now());
    if (!occupancy) throw new NotFoundError('screening', screeningId);
    const layout = await this.layouts.of(occupancy.hall.id, occupancy.hall.layoutVersion);
    const prices = await this.prices.byCategory(occupancy, audience);
    return seatMapText(occupancy, layout, prices, this.settings.currency);
  }
}
