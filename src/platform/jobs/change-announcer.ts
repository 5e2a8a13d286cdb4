import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Database, Transaction } from '../database/index.js';
import { Complaints } from './complaints.js';

/** How long changes are collected before they are told together. */
const COLLECT_MS = 50;
/** How many ids go into one notification, whose payload is limited to 8,000 bytes. */
const BATCH = 500;

/** Tells every process, on a channel of PostgreSQL, which things of a kind have changed: their ids, separated by commas. */
export abstract class ChangeAnnouncer implements BeforeApplicationShutdown {
  private readonly complaints: Complaints;
  private readonly changed = new Set<number>();
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  protected constructor(
    private readonly channel: string,
    private readonly database: Database,
    private readonly transaction: Transaction,
  ) {
    this.complaints = new Complaints(new.target.name);
  }

  /** Inside a transaction it is told once that is committed, and never when it is rolled back. */
  announce(id: number): void {
    if (this.database.transaction) this.transaction.afterCommit(() => this.collect(id));
    else this.collect(id);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.flush();
    await this.sending;
  }

  private collect(id: number): void {
    this.changed.add(id);
    this.timer ??= setTimeout(() => this.flush(), COLLECT_MS);
  }

  private flush(): void {
    this.timer = undefined;
    const ids = [...this.changed];
    this.changed.clear();
    this.sending = Promise.all([this.sending, this.tell(ids)]).then(() => undefined);
  }

  /** Who misses it looks again by themselves: what changed is not lost with a notification. */
  private async tell(ids: readonly number[]): Promise<void> {
    try {
      for (let from = 0; from < ids.length; from += BATCH) {
        await this.database.prepared('tell-changes', 'SELECT pg_notify($1, $2)', [
          this.channel,
          ids.slice(from, from + BATCH).join(','),
        ]);
      }
    } catch (error) {
      this.complaints.about(`Nobody was told of changes (${this.channel})`, error);
    }
  }
}
