import { Injectable } from '@nestjs/common';
import { MovieDetailService } from '../../catalogue/index.js';
import type { RatingResponse } from './rating.dto.js';
import { RatingsRepository } from './ratings.repository.js';

/** Rating films. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly movies: MovieDetailService,
    private readonly ratings: RatingsRepository,
  ) {}

  /**
   * Rates a film, in place of what one rated it before.
   * @param value 1 to 10
   * @throws NotFoundError
   */
  async save(userId: number, uuid: string, value: number): Promise<RatingResponse> {
    await this.ratings.save(userId, await this.movies.idOf(uuid), value);
    return { movie_uuid: uuid, value };
  }

  /**
   * Takes the rating back, if there is one.
   * @throws NotFoundError
   */
  async remove(userId: number, uuid: string): Promise<void> {
    await this.ratings.delete(userId, await this.movies.idOf(uuid));
  }
}
