import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import { MovieInCartsError, MovieInUseError } from './movie.errors.js';
import { MovieNotices } from './movie-notices.js';
import { MoviesRepository } from './movies.repository.js';

/** A deletion, as a moderator asks for it. */
export interface Deletion {
  readonly actorId: number;
  readonly uuid: string;
  /** The ETag that they saw, if they said so. */
  readonly ifMatch: string | undefined;
  /** Also where people mean to buy the film. */
  readonly force: boolean;
}

/** Taking films out of the catalogue. */
@Injectable()
export class DeleteMovieService {
  constructor(
    private readonly transaction: Transaction,
    private readonly movies: MoviesRepository,
    private readonly contributors: MovieContributors,
    private readonly notices: MovieNotices,
    private readonly audit: AuditLog,
    private readonly revision: CatalogueRevision,
  ) {}

  /**
   * Deletes a film. Its name, year and time are free again. Moderators are told where it lies in carts, whether it is deleted or
   * not, and so are the owners of the carts once it is.
   * @throws NotFoundError, StaleError, MovieInUseError, MovieInCartsError
   */
  async delete({ actorId, uuid, ifMatch, force }: Deletion): Promise<void> {
    const carts = await this.transaction.run(async () => {
      const movie = await this.movies.lockForEdit(uuid, ifMatch);
      const reasons = await this.contributors.reasonsToKeep(movie.id);
      if (reasons.length > 0) throw new MovieInUseError(reasons);
      const plans = await this.contributors.countPlans(movie.id);
      if (plans > 0) await this.notices.inCarts(movie, actorId, plans, force);
      if (plans > 0 && !force) return plans;
      const before = await this.movies.contentOf(movie.id);
      const owners = await this.contributors.dropPlans(movie.id);
      await this.notices.takenFromCarts(movie, owners);
      await this.contributors.forgetMovie(movie.id);
      await this.movies.remove(movie.id);
      await this.audit.record({ actorId, action: 'movie.delete', target: `movie:${uuid}`, before });
      await this.revision.advance();
      return 0;
    });
    if (carts > 0) throw new MovieInCartsError(carts);
  }
}
