import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { NotFoundError } from '../../../../platform/errors/index.js';
import type { HallLayout } from '../hall.js';
import { SeatsRepository } from './seats.repository.js';

/** Seats in all layouts together; one takes some 300 bytes. */
const MAX_KEPT_SEATS = 100_000;

/** The layouts of halls, kept in memory: a version never changes. */
@Injectable()
export class HallLayouts {
  private readonly kept = new LRUCache<number, HallLayout>({
    maxSize: MAX_KEPT_SEATS,
    sizeCalculation: ({ seats }) => seats.length + 1,
  });

  constructor(private readonly seats: SeatsRepository) {}

  /**
   * The hall's layout, at this version or a later one.
   * @throws NotFoundError
   */
  async of(hallId: number, layoutVersion: number): Promise<HallLayout> {
    const kept = this.kept.get(hallId);
    if (kept && kept.version >= layoutVersion) return kept;
    const layout = await this.seats.layoutOf(hallId);
    if (!layout) throw new NotFoundError('hall', hallId);
    if (layout.version > (this.kept.get(hallId)?.version ?? 0)) this.kept.set(hallId, layout);
    return layout;
  }
}
