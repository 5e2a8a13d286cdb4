import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, Transaction } from '../../../platform/database/index.js';

/** How old the known revision may be, in milliseconds: half of what a reader on another instance may lag behind. */
const TRUST_MS = 500;

/** What can be computed from content. */
export type Derived = object | number;

/**
 * A number that every change of the catalogue's content raises. Whatever is computed from content alone can be kept until
 * it changes: exact on the instance that wrote, at most half a second late on the others.
 */
@Injectable()
export class CatalogueRevision {
  private known = 0;
  private checkedAt = -Infinity;
  private checking: Promise<void> | undefined;
  private readonly derived = new LRUCache<string, Promise<Derived>>({ max: 5_000 });

  constructor(
    private readonly database: Database,
    private readonly transaction: Transaction,
  ) {}

  /** The revision as this process knows it. */
  async current(): Promise<number> {
    if (performance.now() - this.checkedAt > TRUST_MS) {
      this.checking ??= this.check().finally(() => (this.checking = undefined));
      await this.checking;
    }
    return this.known;
  }

  /**
   * Tells that content changed; the last statement of the transaction that changes it, since it makes others wait.
   * @throws Error outside a transaction
   */
  async advance(): Promise<void> {
    this.database.requireTransaction();
    const [row] = await this.database.rows<{ revision: string }>(
      'UPDATE catalogue_revision SET revision = revision + 1 RETURNING revision',
    );
    const revision = Number(row?.revision);
    this.transaction.afterCommit(() => this.learn(revision));
  }

  /** Computes a value from content once for each revision. */
  async derive<T extends Derived>(key: string, compute: () => Promise<T>): Promise<T> {
    const full = `${await this.current()} ${key}`;
    const kept = this.derived.get(full) as Promise<T> | undefined;
    if (kept) return kept;
    const computed = compute();
    this.derived.set(full, computed);
    computed.catch(() => this.derived.delete(full));
    return computed;
  }

  private async check(): Promise<void> {
    const asked = performance.now();
    const [row] = await this.database.prepared<{ revision: string }>(
      'catalogue-revision',
      'SELECT revision FROM catalogue_revision',
    );
    this.learn(Number(row?.revision ?? 0));
    this.checkedAt = asked;
  }

  private learn(revision: number): void {
    this.known = Math.max(this.known, revision);
  }
}
