import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import { SeatChanges } from '../allocations/seat-changes.js';
import { ScreeningCanceledError, ScreeningOverError } from './screening.errors.js';
import { ScreeningsRepository } from './screenings.repository.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** A screening does not take place: who ordered seats is released or refunded, and told. */
    'screening-canceled': { screening_id: number };
  }
}

/** Taking screenings off the programme. */
@Injectable()
export class CancelScreeningService {
  constructor(
    private readonly transaction: Transaction,
    private readonly screenings: ScreeningsRepository,
    private readonly seats: SeatChanges,
    private readonly outbox: Outbox,
    private readonly revision: CatalogueRevision,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * From now on nobody takes seats; what is held is let go at once, and what was ordered is refunded by a job.
   * @throws NotFoundError, ScreeningCanceledError, ScreeningOverError
   */
  async cancel(actorId: number, id: number, reason: string | null): Promise<void> {
    await this.transaction.run(async () => {
      const { status, canceledAt, endsAt } = await this.screenings.lockForEdit(id, undefined);
      const now = this.clock.now();
      if (status === 'canceled') throw new ScreeningCanceledError(canceledAt);
      if (endsAt <= now) throw new ScreeningOverError('ended', endsAt);
      await this.screenings.cancel(id, reason, now);
      await this.screenings.dropHeld(id);
      this.seats.announce(id);
      await this.outbox.add('screening-canceled', { screening_id: id });
      await this.audit.record({
        actorId,
        action: 'screening.cancel',
        target: `screening:${id}`,
        before: { status },
        after: { status: 'canceled', reason },
      });
      await this.revision.advance();
    });
  }
}
