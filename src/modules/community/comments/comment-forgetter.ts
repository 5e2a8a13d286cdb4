import { ContributesToMovies, type MovieContributor } from '../../catalogue/index.js';
import { CommentNotices } from './comment-notices.js';
import { CommentsRepository } from './comments.repository.js';

/** With a film go its comments from sight, and what was told of them. */
@ContributesToMovies()
export class CommentForgetter implements MovieContributor {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly notices: CommentNotices,
  ) {}

  async forgetMovie(movieId: number): Promise<void> {
    await this.notices.gone(await this.comments.idsOf(movieId));
  }
}
