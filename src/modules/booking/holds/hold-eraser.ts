import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { SeatAllocationsRepository, SeatChanges } from '../../theatre/index.js';
import { HoldsRepository } from './holds.repository.js';

/** What somebody held is free when they delete their account. */
@ErasesAccounts()
export class HoldEraser implements AccountEraser {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly allocations: SeatAllocationsRepository,
    private readonly changes: SeatChanges,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    const holds = await this.holds.lockAllOf(userId);
    for (const { id, screeningId } of holds) {
      await this.allocations.free(id);
      this.changes.announce(screeningId);
    }
    await this.holds.delete(holds.map(({ id }) => id));
  }
}
