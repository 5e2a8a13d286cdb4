import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../../platform/errors/index.js';
import { requireMatch } from '../../../../platform/http/index.js';
import { SeatChanges } from '../../allocations/seat-changes.js';
import { ScreeningFactsRepository } from '../../screenings/screening-facts.repository.js';
import type { HallLayout, Seat } from '../hall.js';
import { type Hall, HallsRepository } from '../halls.repository.js';
import { HallLayouts } from './hall-layouts.js';
import { type LayoutChanges, changesBetween } from './layout-changes.policy.js';
import type { SaveLayoutDto } from './layout.dto.js';
import { SeatsInUseError } from './layout.errors.js';
import { faultsOf, type PlannedSeat, placesOf } from './layout-plan.policy.js';
import { readLayout } from './layout-text.policy.js';
import { SeatsRepository } from './seats.repository.js';

/** The seats of halls, for those who change them. */
@Injectable()
export class LayoutsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly halls: HallsRepository,
    private readonly seats: SeatsRepository,
    private readonly layouts: HallLayouts,
    private readonly screenings: ScreeningFactsRepository,
    private readonly seatChanges: SeatChanges,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async get(hallId: number): Promise<HallLayout> {
    const hall = await this.halls.find(hallId);
    if (!hall) throw new NotFoundError('hall', hallId);
    return this.layouts.of(hallId, hall.layoutVersion);
  }

  /**
   * Gives a hall these seats and no others. Seats are known by row and number: they keep their id, also when they come back.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, SeatsInUseError, InvalidFieldsError
   */
  async save(
    actorId: number,
    hallId: number,
    dto: SaveLayoutDto,
    ifMatch: string | undefined,
  ): Promise<HallLayout> {
    const plan = planOf(dto);
    await this.transaction.run(async () => {
      const hall = await this.halls.lock(hallId, { alone: true });
      if (!hall) throw new NotFoundError('hall', hallId);
      requireMatch(ifMatch, String(hall.layoutVersion), 'layout');
      const coming = await this.halls.screeningsComing(hallId, this.clock.now());
      await this.screenings.lockAlone(coming);
      const changes = changesBetween(await this.seats.allOf(hallId), plan);
      if (changes.isEmpty) return;
      await this.requireUnused(coming, [...changes.retired, ...changes.recategorized]);
      await this.apply(hall, plan, changes, coming);
      await this.record(actorId, hall, plan, changes);
    });
    return this.get(hallId);
  }

  private async requireUnused(coming: readonly number[], seats: readonly Seat[]): Promise<void> {
    const ids = seats.map(({ id }) => id);
    const used = new Set(await this.seats.usedAmong(ids, coming, this.clock.now()));
    if (used.size > 0) throw new SeatsInUseError(seats.filter(({ id }) => used.has(id)));
  }

  private async apply(
    hall: Hall,
    plan: readonly PlannedSeat[],
    { retired }: LayoutChanges,
    coming: readonly number[],
  ): Promise<void> {
    const gone = retired.map(({ id }) => id);
    await this.seats.save(hall.id, plan);
    await this.seats.retire(gone, coming, this.clock.now());
    await this.halls.advanceLayout(hall.id, plan.length);
    for (const screeningId of coming) this.seatChanges.announce(screeningId);
  }

  private async record(
    actorId: number,
    hall: Hall,
    plan: readonly PlannedSeat[],
    { added, retired }: LayoutChanges,
  ): Promise<void> {
    await this.audit.record({
      actorId,
      action: 'hall.set-seats',
      target: `hall:${hall.id}`,
      before: { capacity: hall.capacity, retired: retired.map(nameOf) },
      after: { capacity: plan.length, added: added.map(nameOf) },
    });
  }
}

function nameOf({ row, number }: PlannedSeat): string {
  return `${row}${number}`;
}

/** @throws InvalidFieldsError */
function planOf({ rows, text }: SaveLayoutDto): PlannedSeat[] {
  if ((rows === undefined) === (text === undefined)) {
    throw new InvalidFieldsError([{ field: 'rows', message: 'or text is needed, and only one of them' }]);
  }
  const drawn = text === undefined ? { rows: rows ?? [], faults: [] } : readLayout(text);
  const faults = drawn.faults.length > 0 ? drawn.faults : faultsOf(drawn.rows);
  if (faults.length > 0) {
    throw new InvalidFieldsError(
      text === undefined ? faults : faults.map((fault) => ({ ...fault, field: 'text' })),
    );
  }
  return placesOf(drawn.rows);
}
