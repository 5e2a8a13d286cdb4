import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import { PopularityRepository } from './popularity.repository.js';

const BATCH = 1_000;

/**
 * How popular films are, for lists sorted by it:
 *
 *     popularity = ln(1 + activity) × rating / 10
 *     activity   = Σ weight × 2^(−age / 30 days), at least 0
 *     rating     = (10 × 6 + sum of ratings) / (10 + number of ratings)
 *
 * over everything that people did with the film: a sale weighs 5, a like 2, a rating 1, a dislike −1. The rating is a mean
 * that ten ratings of 6 stand in for as long as there are few. A film that nobody did anything with has 0.
 */
@Injectable()
export class PopularityService {
  constructor(
    private readonly transaction: Transaction,
    private readonly popularity: PopularityRepository,
    private readonly contributors: MovieContributors,
    private readonly clock: Clock,
  ) {}

  /** @returns how many films have another popularity now; changes too small to matter are left for later */
  async recompute(): Promise<number> {
    const changes = await this.popularity.changes(this.contributors.counted, this.clock.now());
    for (let start = 0; start < changes.length; start += BATCH) {
      await this.transaction.run(() => this.popularity.write(changes.slice(start, start + BATCH)));
    }
    return changes.length;
  }
}
