import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { ProgrammeRepository } from './programme.repository.js';
import type { Screening, ScreeningPlan } from './screening-plan.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** A film that was not shown for long is on the programme. */
    'film-showing': { movie_id: number };
    /** A screening is not what those who have tickets bought. */
    'screening-changed': { screening_id: number };
  }
}

/** A film that was not shown for so long begins anew. */
const RUN_APART_MS = 30 * 86_400_000;

/** Tells the others what is new on the programme; inside the transaction that changes it. */
@Injectable()
export class ProgrammeNews {
  constructor(
    private readonly programme: ProgrammeRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @param ids the screenings of a film that were just put on */
  async added(movieId: number, ids: readonly number[]): Promise<void> {
    const since = new Date(this.clock.now().getTime() - RUN_APART_MS);
    if (await this.programme.isShownSince(movieId, since, ids)) return;
    await this.outbox.add('film-showing', { movie_id: movieId });
  }

  /** What people rely on is not changed once they have seats; what they may care for is. */
  async changed({ id, ...former }: Screening, plan: ScreeningPlan): Promise<void> {
    if (former.movieId !== plan.movieId) await this.added(plan.movieId, [id]);
    if (former.language === plan.language && former.subtitles === plan.subtitles) return;
    await this.outbox.add('screening-changed', { screening_id: id });
  }
}
