import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { MovieResponse } from '../movies/movie.dto.js';
import { addOwnState, toMovieResponse } from './movie.mapper.js';
import { MovieRowsRepository } from './movie-rows.repository.js';

/** Films as they go out, with what they are to the one who looks at them. */
@Injectable()
export class MovieAnswers {
  constructor(
    private readonly rows: MovieRowsRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * The films with these ids, in this order.
   * @param options.exact with counters that are right at this moment; otherwise they may lag a little behind
   */
  async of(
    ids: readonly number[],
    viewer: Principal | undefined,
    options?: { readonly exact: boolean },
  ): Promise<MovieResponse[]> {
    const rows = await this.rows.byIds(ids, { exact: options?.exact ?? false, viewer: viewer?.userId });
    const now = this.clock.now();
    return rows.map((row) => {
      const answer = toMovieResponse(row, this.settings.currency, now);
      return viewer ? addOwnState(answer, row) : answer;
    });
  }
}
