import { Injectable } from '@nestjs/common';
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
  ) {}

  /**
   * Makes an image the film's poster.
   * @param read hands over the image once it is known that it is wanted
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, ImageNotUsableError, StorageUnavailableError, and what `read` throws
   */
  async replace(uuid: string, read: () => Promise<Buffer>, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(() => this.movies.lockForEdit(uuid, ifMatch));
    await this.images.keep(POSTERS, await read(), (poster) => this.show(uuid, poster, ifMatch));
  }

  /**
   * Takes the film's poster away, if it has one.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError
   */
  async remove(uuid: string, ifMatch: string | undefined): Promise<void> {
    await this.show(uuid, null, ifMatch);
  }

  private async show(uuid: string, poster: string | null, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const movie = await this.movies.lockForEdit(uuid, ifMatch);
      const former = movie.poster;
      if (former === poster) return;
      movie.poster = poster;
      await this.movies.save(movie);
      if (former !== null) await this.images.forget(POSTERS, former);
      await this.revision.advance();
    });
  }
}
