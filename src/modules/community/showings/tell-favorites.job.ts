import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
  Outbox,
} from '../../../platform/jobs/index.js';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import type { ShowingFacts } from './showing-facts.js';
import { type AnnouncedFilm, ShowingsRepository } from './showings.repository.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

/** How many are told at once, and how long others' jobs have the queue then. */
const BATCH = 100;
const PAUSE_MS = 1_000;

const showing = noticeKind<ShowingFacts>('favorite-showing', {
  label: 'Favourite films that come to the cinema',
  ...en,
  uk,
  telegram: true,
});

/** Tells those who have a film among their favourites that it is shown, some at a time. */
@JobHandler('tell-favorites')
export class TellFavoritesHandler implements JobProcessor<'tell-favorites'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly showings: ShowingsRepository,
    private readonly notices: Notices,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  handle({ movie_id, after }: JobPayloads['tell-favorites'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      const film = await this.showings.film(movie_id);
      if (film) await this.tell(movie_id, film, await this.showings.friends(movie_id, after, BATCH));
      await delivery.markDelivered();
    });
  }

  private async tell(movieId: number, film: AnnouncedFilm, friends: readonly number[]): Promise<void> {
    const about = { by: null, subject: `movie:${movieId}`, link: `/screenings?movie_uuid=${film.uuid}` };
    const facts = { film: `${film.name} (${film.year})` };
    for (const to of friends) await this.notices.tell(showing, { to, ...about, facts });
    if (friends.length < BATCH) return;
    const notBefore = new Date(this.clock.now().getTime() + PAUSE_MS);
    await this.outbox.add('tell-favorites', { movie_id: movieId, after: friends.at(-1) ?? 0 }, { notBefore });
  }
}
