import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { StoredImages } from '../../../platform/storage/images/index.js';
import { MoviesRepository } from '../movies/movies.repository.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import { POSTERS } from './poster-urls.js';

/** Giving films their posters and taking them away. */
@Injectable()
export class PostersService {
  constructor(
    private readonly transaction: Transaction,
    private readonly movies: MoviesRepository,
    private readonly revision: CatalogueRevision,
    private readonly images: StoredImages,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes an image the film's poster.
   * @param read hands over the image once it is known that it is wanted
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, ImageNotUsableError, StorageUnavailableError, and what `read` throws
   */
  async replace(
    actorId: number,
    uuid: string,
    read: () => Promise<Buffer>,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(() => this.movies.lockForEdit(uuid, ifMatch));
    await this.images.keep(POSTERS, await read(), (poster) => this.show(actorId, uuid, poster, ifMatch));
  }

  /**
   * Takes the film's poster away, if it has one.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError
   */
  async remove(actorId: number, uuid: string, ifMatch: string | undefined): Promise<void> {
    await this.show(actorId, uuid, null, ifMatch);
  }

  private async show(
    actorId: number,
    uuid: string,
    poster: string | null,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(async () => {
      const movie = await this.movies.lockForEdit(uuid, ifMatch);
      const former = movie.poster;
      if (former === poster) return;
      movie.poster = poster;
      await this.movies.save(movie);
      if (former !== null) await this.images.forget(POSTERS, former);
      await this.audit.record({
        actorId,
        action: poster === null ? 'poster.remove' : 'poster.replace',
        target: `movie:${uuid}`,
        before: { poster: former },
        after: { poster },
      });
      await this.revision.advance();
    });
  }
}
