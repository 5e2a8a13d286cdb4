import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import { TermCountsRepository } from './term-counts.repository.js';

/**
 * Brings `movie_count` up to date with what imports noted. An import does so itself, again and again; the task is for
 * imports that were killed.
 */
@CronTask({ name: 'term-counts', everySeconds: 60 })
@Injectable()
export class TermCountsService implements ScheduledTask {
  constructor(
    private readonly transaction: Transaction,
    private readonly counts: TermCountsRepository,
    private readonly revision: CatalogueRevision,
  ) {}

  async run(): Promise<string> {
    return `counted the films of ${await this.countNoted()} names`;
  }

  /** Lets the current transaction note what it changes; `countNoted` adds it up. */
  later(): Promise<void> {
    return this.counts.countLater();
  }

  /** @returns how many names have another count now, at most */
  countNoted(): Promise<number> {
    return this.transaction.run(async () => {
      const counted = await this.counts.countNoted();
      if (counted > 0) await this.revision.advance();
      return counted;
    });
  }
}
