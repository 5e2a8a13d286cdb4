import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../../platform/errors/index.js';
import { SeatChanges } from '../../allocations/seat-changes.js';
import type { Seat } from '../../halls/hall.js';
import { HallLayouts } from '../../halls/layout/hall-layouts.js';
import { ScreeningFactsRepository } from '../../screenings/screening-facts.repository.js';
import { OccupancyRepository } from '../occupancy.repository.js';
import { takenOf } from '../seat-state.js';
import type { BlockSeatsDto, SeatStatesResponse, UnblockSeatsDto } from './block.dto.js';
import { SeatsNotFreeError } from './block.errors.js';
import { BlocksRepository } from './blocks.repository.js';

/** Keeping seats of a screening out of sale. */
@Injectable()
export class BlocksService {
  constructor(
    private readonly transaction: Transaction,
    private readonly screenings: ScreeningFactsRepository,
    private readonly layouts: HallLayouts,
    private readonly blocks: BlocksRepository,
    private readonly occupancies: OccupancyRepository,
    private readonly changes: SeatChanges,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps all the seats out of sale, or none.
   * @throws NotFoundError, InvalidFieldsError, SeatsNotFreeError
   */
  async block(actorId: number, screeningId: number, dto: BlockSeatsDto): Promise<SeatStatesResponse> {
    const { seat_ids: seatIds, reason } = dto;
    await this.transaction.run(async () => {
      const { hallId, seats } = await this.enter(screeningId, seatIds);
      const now = this.clock.now();
      const blocked = new Set(await this.blocks.block({ screeningId, hallId, seatIds, reason, now }));
      const taken = seats.filter(({ id }) => !blocked.has(id));
      if (taken.length > 0) throw new SeatsNotFreeError(taken);
      await this.record(actorId, 'screening.block-seats', screeningId, { seats: seats.map(nameOf), reason });
    });
    return this.statesOf(screeningId, seatIds);
  }

  /**
   * Puts seats on sale again; those that are not blocked stay as they are.
   * @throws NotFoundError, InvalidFieldsError
   */
  async unblock(actorId: number, screeningId: number, dto: UnblockSeatsDto): Promise<SeatStatesResponse> {
    const { seat_ids: seatIds, reason = null } = dto;
    await this.transaction.run(async () => {
      const { seats } = await this.enter(screeningId, seatIds);
      const freed = new Set(await this.blocks.unblock(screeningId, seatIds));
      if (freed.size === 0) return;
      const names = seats.filter(({ id }) => freed.has(id)).map(nameOf);
      await this.record(actorId, 'screening.unblock-seats', screeningId, { seats: names, reason });
    });
    return this.statesOf(screeningId, seatIds);
  }

  private async enter(
    screeningId: number,
    seatIds: readonly number[],
  ): Promise<{ readonly hallId: number; readonly seats: readonly Seat[] }> {
    const [screening] = await this.screenings.lockForSeats([screeningId]);
    if (!screening) throw new NotFoundError('screening', screeningId);
    const { hall } = screening;
    const known = (await this.layouts.of(hall.id, hall.layoutVersion)).seats;
    const seats = known.filter(({ id }) => seatIds.includes(id));
    const unknown = seatIds.flatMap((id, index) =>
      seats.some((seat) => seat.id === id)
        ? []
        : [{ field: `seat_ids[${index}]`, message: 'is no seat of the hall' }],
    );
    if (unknown.length > 0) throw new InvalidFieldsError(unknown);
    return { hallId: hall.id, seats };
  }

  private async record(
    actorId: number,
    action: string,
    screeningId: number,
    after: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record({ actorId, action, target: `screening:${screeningId}`, after });
    this.changes.announce(screeningId);
  }

  private async statesOf(screeningId: number, seatIds: readonly number[]): Promise<SeatStatesResponse> {
    const [occupancy] = await this.occupancies.of([screeningId], this.clock.now());
    if (!occupancy) throw new NotFoundError('screening', screeningId);
    const taken = takenOf(occupancy);
    return {
      screening_id: screeningId,
      seats: seatIds.map((id) => ({ id, state: taken.get(id) ?? 'free' })),
    };
  }
}

function nameOf({ row, number }: Seat): string {
  return `${row}${number}`;
}
