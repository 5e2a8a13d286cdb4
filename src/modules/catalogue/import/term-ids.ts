import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../../../platform/database/index.js';
import type { TermKind } from '../terms/term-kind.js';
import { TermIdsRepository } from './term-ids.repository.js';

/** Some ten megabytes, when all four kinds are full. */
const MAX_KEPT = 50_000;

/** Knows the ids of terms by name, and remembers those that it was asked for last. */
@Injectable()
export class TermIds {
  private readonly kept: Readonly<Record<TermKind, LRUCache<string, number>>> = {
    genre: new LRUCache({ max: 1_000 }),
    star: new LRUCache({ max: MAX_KEPT }),
    director: new LRUCache({ max: MAX_KEPT }),
    certification: new LRUCache({ max: 1_000 }),
  };

  constructor(
    private readonly database: Database,
    private readonly repository: TermIdsRepository,
  ) {}

  /** The id of each name; terms that are new are created. */
  async findOrCreate(kind: TermKind, names: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
    const kept = this.kept[kind];
    const ids = new Map<string, number>();
    const asked: string[] = [];
    for (const name of names) {
      const id = kept.get(name);
      if (id === undefined) asked.push(name);
      else ids.set(name, id);
    }
    if (asked.length === 0) return ids;
    for (const [name, id] of await this.repository.findOrCreate(kind, asked)) {
      ids.set(name, id);
      // A transaction may still be taken back, and with it the terms that it created.
      if (!this.database.transaction) kept.set(name, id);
    }
    return ids;
  }

  /** Forgets everything: terms may have been renamed or deleted since. */
  forget(): void {
    for (const kept of Object.values(this.kept)) kept.clear();
  }
}
