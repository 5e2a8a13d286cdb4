import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import {
  HallLayouts,
  type HeldSeat,
  SeatAllocationsRepository,
  SeatChanges,
  ScreeningFactsRepository,
} from '../../theatre/index.js';
import type { Hold, HoldRecord } from './hold.js';
import type { CreateHoldDto } from './hold.dto.js';
import { HoldExpiredError, HoldExtendedError, SeatTakenError } from './holds.errors.js';
import { HoldsRepository } from './holds.repository.js';
import { HoldsService } from './holds.service.js';

/** How often the best seats are looked for anew when others are faster. */
const ATTEMPTS = 8;

/** Somebody's own holds; those of others do not exist for them. */
@Injectable()
export class OwnHoldsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly taking: HoldsService,
    private readonly holds: HoldsRepository,
    private readonly allocations: SeatAllocationsRepository,
    private readonly screenings: ScreeningFactsRepository,
    private readonly layouts: HallLayouts,
    private readonly changes: SeatChanges,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Holds the seats that were named, or the best ones.
   * @throws what `HoldsService` throws
   */
  async place(screeningId: number, dto: CreateHoldDto, actor: Principal): Promise<Hold> {
    const taker = { screeningId, audience: dto.audience ?? 'adult', actor, exempt: false } as const;
    const { seat_ids: seatIds, best_available: count = 0 } = dto;
    if (seatIds) return this.transaction.run(() => this.taking.take({ ...taker, seatIds }));
    for (let attempt = 0; ; attempt += 1) {
      try {
        const wish = { ...taker, best: { count, category: dto.category ?? undefined }, attempt };
        return await this.transaction.run(() => this.taking.takeBest(wish));
      } catch (error) {
        if (attempt >= ATTEMPTS || !(error instanceof SeatTakenError)) throw error;
      }
    }
  }

  /** @throws NotFoundError, also for a hold that is over */
  async get(userId: number, id: number): Promise<Hold> {
    const hold = await this.holds.find(id);
    if (hold?.userId !== userId || !this.isLive(hold)) throw new NotFoundError('hold', id);
    const held = await this.allocations.heldBy([id]);
    if (held.length < hold.seatCount) throw new NotFoundError('hold', id);
    return this.show(hold, held);
  }

  /**
   * Gives a hold its whole time again, from now on; once.
   * @throws NotFoundError, HoldExpiredError, HoldExtendedError
   */
  extend(userId: number, id: number): Promise<Hold> {
    return this.transaction.run(async () => {
      const hold = await this.lock(userId, id);
      const held = await this.allocations.lockHeldBy([id]);
      if (!this.isLive(hold) || held.length < hold.seatCount) throw new HoldExpiredError(hold);
      if (hold.extendedAt) throw new HoldExtendedError(hold);
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + this.settings.booking.holdTime);
      await this.holds.extend(id, now, expiresAt);
      await this.allocations.extend(id, expiresAt);
      return this.show({ ...hold, expiresAt, extendedAt: now }, held);
    });
  }

  /**
   * Sets the seats free; a hold that ran out is gone already.
   * @throws NotFoundError, HoldExpiredError for one that was ordered
   */
  async release(userId: number, id: number): Promise<void> {
    await this.transaction.run(async () => {
      const hold = await this.lock(userId, id);
      if (hold.orderedAt) throw new HoldExpiredError(hold);
      await this.allocations.free(id);
      await this.holds.delete([id]);
      this.changes.announce(hold.screeningId);
    });
  }

  private async lock(userId: number, id: number): Promise<HoldRecord> {
    const [hold] = await this.holds.lockOf(userId, [id]);
    if (!hold) throw new NotFoundError('hold', id);
    return hold;
  }

  private isLive({ expiresAt, orderedAt }: HoldRecord): boolean {
    return orderedAt === null && expiresAt > this.clock.now();
  }

  private async show(hold: HoldRecord, held: readonly HeldSeat[]): Promise<Hold> {
    const screening = await this.screenings.find(hold.screeningId);
    if (!screening) throw new NotFoundError('hold', hold.id);
    const { seats } = await this.layouts.of(screening.hall.id, screening.hall.layoutVersion);
    const prices = new Map(held.map(({ seatId, price }) => [seatId, price]));
    return {
      id: hold.id,
      screeningId: hold.screeningId,
      seats: seats.flatMap((seat) => {
        const price = prices.get(seat.id);
        return price === undefined ? [] : [{ ...seat, price }];
      }),
      audience: held[0]?.audience ?? 'adult',
      expiresAt: hold.expiresAt,
      isExtended: hold.extendedAt !== null,
    };
  }
}
