import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { DomainError, NotFoundError } from '../../../platform/errors/index.js';
import { type CoverImage, coverImages } from '../../../platform/images/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { ObjectStorage, type StoredObject } from '../../../platform/storage/index.js';
import { MoviesRepository } from '../movies/movies.repository.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import { POSTER_RATIO, POSTER_WIDTHS, posterKey, posterKeys } from './poster-urls.js';

const POSTER_KEY = /^posters\/[0-9a-f]{2}\/[0-9a-f]{32}-w\d+\.webp$/;

/**
 * Giving films their posters and taking them away. Every upload gets a key of its own that no other ever gets: an address
 * never changes its meaning, and files that a film no longer shows can be removed without asking who else shows them.
 */
@Injectable()
export class PostersService {
  constructor(
    private readonly transaction: Transaction,
    private readonly movies: MoviesRepository,
    private readonly revision: CatalogueRevision,
    private readonly storage: ObjectStorage,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Makes an image the film's poster. The files are there before the film shows them, so that whatever breaks in between
   * leaves at worst files that nothing shows.
   * @param read hands over the image once it is known that it is wanted
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, ImageNotUsableError, StorageUnavailableError, and what `read` throws
   */
  async replace(uuid: string, read: () => Promise<Buffer>, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(() => this.movies.lockForEdit(uuid, ifMatch));
    const images = await coverImages(await read(), { widths: POSTER_WIDTHS, ratio: POSTER_RATIO });
    const poster = newPoster();
    try {
      await this.store(poster, images);
      await this.show(uuid, poster, ifMatch);
    } catch (error) {
      // After any other error the film may show the files all the same: the commit's answer may have been lost.
      if (error instanceof DomainError) await this.transaction.run(() => this.forget(poster));
      throw error;
    }
  }

  /**
   * Takes the film's poster away, if it has one.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError
   */
  async remove(uuid: string, ifMatch: string | undefined): Promise<void> {
    await this.show(uuid, null, ifMatch);
  }

  /**
   * A poster's file, as its address names it.
   * @throws NotFoundError, StorageUnavailableError
   */
  async open(folder: string, file: string): Promise<StoredObject> {
    const key = `posters/${folder}/${file}`;
    const found = POSTER_KEY.test(key) ? await this.storage.get(key) : undefined;
    if (!found) throw new NotFoundError('poster', file.slice(0, 100));
    return found;
  }

  private async show(uuid: string, poster: string | null, ifMatch: string | undefined): Promise<void> {
    await this.transaction.run(async () => {
      const movie = await this.movies.lockForEdit(uuid, ifMatch);
      const former = movie.poster;
      if (former === poster) return;
      movie.poster = poster;
      await this.movies.save(movie);
      if (former !== null) await this.forget(former);
      await this.revision.advance();
    });
  }

  private async store(poster: string, images: readonly CoverImage[]): Promise<void> {
    for (const { width, body } of images) {
      await this.storage.put(posterKey(poster, width), body, { contentType: 'image/webp' });
    }
  }

  /** Has the files removed, once the transaction is committed. */
  private async forget(poster: string): Promise<void> {
    await this.outbox.add('catalogue.remove-files', { keys: posterKeys(poster) });
  }
}

function newPoster(): string {
  const id = randomBytes(16).toString('hex');
  return `posters/${id.slice(0, 2)}/${id}`;
}
