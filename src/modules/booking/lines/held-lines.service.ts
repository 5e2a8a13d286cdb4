import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Exclusion, NewLine, Prepared } from '../../orders/index.js';
import {
  HallLayouts,
  type HeldSeat,
  type ScreeningFacts,
  ScreeningFactsRepository,
  SeatAllocationsRepository,
} from '../../theatre/index.js';
import { counterStop } from '../holds/admission.policy.js';
import type { HoldRecord } from '../holds/hold.js';
import { HoldsRepository } from '../holds/holds.repository.js';
import { holdExclusion, toLine } from './seat-line.js';
import { SeatLinesRepository } from './seat-lines.repository.js';

/** Turns holds into lines that can be ordered; inside the transaction of the order. */
@Injectable()
export class HeldLines {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly allocations: SeatAllocationsRepository,
    private readonly screenings: ScreeningFactsRepository,
    private readonly layouts: HallLayouts,
    private readonly seatLines: SeatLinesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * All seats of a hold, or none. From here on nobody else gets them before the transaction ends. That the sale ends while a
   * hold lasts does not matter: whoever holds seats was in time.
   */
  async of(userId: number, holdIds: readonly number[]): Promise<Prepared> {
    const holds = await this.holds.lockOf(userId, holdIds);
    const screenings = await this.screenings.lockForSeats(unique(holds.map((hold) => hold.screeningId)));
    const held = await this.allocations.lockHeldBy(holds.map(({ id }) => id));
    const genres = await this.seatLines.genresOf(screenings.map(({ movie }) => movie.id));
    const lines: NewLine[] = [];
    const excluded: Exclusion[] = [];
    for (const id of holdIds) {
      const hold = holds.find((own) => own.id === id);
      const seats = held.filter(({ holdId }) => holdId === id);
      const screening = screenings.find((one) => one.id === hold?.screeningId);
      const refusal = this.refusalOf(hold, seats, screening);
      if (refusal !== undefined || !screening) excluded.push(holdExclusion(id, refusal ?? 'hold-expired'));
      else lines.push(...(await this.linesFor(screening, seats, genres.get(screening.movie.id) ?? [])));
    }
    return { lines, excluded };
  }

  private refusalOf(
    hold: HoldRecord | undefined,
    seats: readonly HeldSeat[],
    screening: ScreeningFacts | undefined,
  ): string | undefined {
    if (!hold || !screening) return 'hold-expired';
    if (hold.orderedAt) return 'already-ordered';
    const now = this.clock.now();
    if (hold.expiresAt <= now || seats.length < hold.seatCount) return 'hold-expired';
    return counterStop(screening, now);
  }

  private async linesFor(
    screening: ScreeningFacts,
    held: readonly HeldSeat[],
    genreIds: readonly number[],
  ): Promise<NewLine[]> {
    const { seats } = await this.layouts.of(screening.hall.id, screening.hall.layoutVersion);
    return held.map((own) => {
      const seat = seats.find(({ id }) => id === own.seatId);
      if (!seat) throw new Error(`Seat ${own.seatId} is held and not in its hall.`);
      return toLine(screening, seat, own, genreIds);
    });
  }
}

function unique(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}
