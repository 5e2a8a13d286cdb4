import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import { MovieStatsRepository } from './movie-stats.repository.js';
import { PopularityService } from './popularity.service.js';

const BATCH = 1_000;

/** What a recount found. */
export interface Recount {
  readonly films: number;
  /** Films of which a counter or the average was not what the rows say. */
  readonly wrong: number;
}

/**
 * Likes, dislikes, ratings and comments of films, as lists show them. Whoever reacts only notes what changes; the notes are
 * added up here, soon and together. The detail of a film counts its notes in, so that it is exact at every moment.
 */
@Injectable()
export class MovieStatsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly stats: MovieStatsRepository,
    private readonly contributors: MovieContributors,
    private readonly popularity: PopularityService,
  ) {}

  /**
   * Adds notes to the counters. Several processes may do so at once; each leaves the films alone that another is at.
   * @returns how many films have new counters
   */
  async addNotes(): Promise<number> {
    let changed = 0;
    for (;;) {
      const noted = await this.stats.noted(BATCH);
      if (noted.length === 0) return changed;
      const added = await this.transaction.run(async () => {
        const mine = await this.stats.lockFree(noted);
        if (mine.length > 0) await this.stats.addNotes(mine);
        if (mine.length < noted.length) await this.stats.dropNotesOfDeleted(noted);
        return mine.length;
      });
      changed += added;
      if (added < BATCH) return changed;
    }
  }

  /** Counts everything anew, while people go on reacting, and the popularity with it. */
  async rebuild(): Promise<Recount> {
    const tables = this.contributors.counted;
    let [films, wrong, last] = [0, 0, 0];
    for (;;) {
      const batch = await this.transaction.run(async () => {
        const ids = await this.stats.lockNext(last, BATCH);
        return { ids, wrong: await this.stats.recount(ids, tables) };
      });
      films += batch.ids.length;
      wrong += batch.wrong;
      last = batch.ids.at(-1) ?? last;
      if (batch.ids.length < BATCH) break;
    }
    await this.popularity.recompute();
    return { films, wrong };
  }
}
