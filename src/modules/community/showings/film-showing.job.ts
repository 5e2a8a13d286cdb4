import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
  Outbox,
} from '../../../platform/jobs/index.js';
import { ShowingsRepository } from './showings.repository.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** The next of those who have a film among their favourites are told that it is shown. */
    'tell-favorites': { movie_id: number; after: number };
  }
}

/** A film that is taken off and put on again within this time is no news. */
const APART_MS = 30 * 86_400_000;

/** Begins to tell those who like a film that it is on the programme. */
@JobHandler('film-showing')
export class FilmShowingHandler implements JobProcessor<'film-showing'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly showings: ShowingsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  handle({ movie_id }: JobPayloads['film-showing'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      const now = this.clock.now();
      if (await this.showings.begin(movie_id, new Date(now.getTime() - APART_MS), now))
        await this.outbox.add('tell-favorites', { movie_id, after: 0 });
      await delivery.markDelivered();
    });
  }
}
