import { Injectable } from '@nestjs/common';
import { MovieDetailService, type Reaction } from '../../catalogue/index.js';
import type { ReactionResponse } from './reaction.dto.js';
import { ReactionsRepository } from './reactions.repository.js';

/** Liking and disliking films. */
@Injectable()
export class ReactionsService {
  constructor(
    private readonly movies: MovieDetailService,
    private readonly reactions: ReactionsRepository,
  ) {}

  /**
   * Likes or dislikes a film; the one takes the place of the other.
   * @throws NotFoundError
   */
  async save(userId: number, uuid: string, value: Reaction): Promise<ReactionResponse> {
    await this.reactions.save(userId, await this.movies.idOf(uuid), value);
    return { movie_uuid: uuid, value };
  }

  /**
   * Takes the reaction back, if there is one.
   * @throws NotFoundError
   */
  async remove(userId: number, uuid: string): Promise<void> {
    await this.reactions.delete(userId, await this.movies.idOf(uuid));
  }
}
