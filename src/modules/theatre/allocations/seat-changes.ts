import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database, Transaction } from '../../../platform/database/index.js';
import { Complaints } from '../../../platform/jobs/index.js';

/** What PostgreSQL is notified on; the payload is ids of screenings, separated by commas. */
export const SEAT_CHANGES_CHANNEL = 'seat_changes';

/** How long changes are collected before they are told together. */
const COLLECT_MS = 50;
/** How many ids go into one notification, whose payload is limited to 8,000 bytes. */
const BATCH = 500;

/** Tells every process of which screenings something was taken or set free. */
@Injectable()
export class SeatChanges implements BeforeApplicationShutdown {
  private readonly complaints = new Complaints('SeatChanges');
  private readonly changed = new Set<number>();
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly transaction: Transaction,
  ) {}

  /** Inside a transaction it is told once that is committed, and never when it is rolled back. */
  announce(screeningId: number): void {
    if (this.database.transaction) this.transaction.afterCommit(() => this.collect(screeningId));
    else this.collect(screeningId);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.flush();
    await this.sending;
  }

  private collect(screeningId: number): void {
    this.changed.add(screeningId);
    this.timer ??= setTimeout(() => this.flush(), COLLECT_MS);
  }

  private flush(): void {
    this.timer = undefined;
    const ids = [...this.changed];
    this.changed.clear();
    this.sending = Promise.all([this.sending, this.tell(ids)]).then(() => undefined);
  }

  /** Who misses it looks again by themselves: seats are not lost with a notification. */
  private async tell(ids: readonly number[]): Promise<void> {
    try {
      for (let from = 0; from < ids.length; from += BATCH) {
        await this.database.prepared('tell-seat-changes', 'SELECT pg_notify($1, $2)', [
          SEAT_CHANGES_CHANNEL,
          ids.slice(from, from + BATCH).join(','),
        ]);
      }
    } catch (error) {
      this.complaints.about('Nobody was told of changed seats', error);
    }
  }
}
