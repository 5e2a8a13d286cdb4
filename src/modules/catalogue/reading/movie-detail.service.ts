import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { contentEtag, etagOf } from '../../../platform/http/index.js';
import { type Page, type PageQuery, toPage } from '../../../platform/lists/index.js';
import type { MovieResponse } from '../movies/movie.dto.js';
import { MovieListRepository } from './movie-list.repository.js';
import { isOnSale } from './movie.mapper.js';
import { MovieAnswers } from './movie-answers.js';
import { MovieRowsRepository, type MovieVersion } from './movie-rows.repository.js';

/** Similar films that are worth showing, at most. */
const MAX_SIMILAR = 60;

/** One film and what is like it. */
@Injectable()
export class MovieDetailService {
  constructor(
    private readonly rows: MovieRowsRepository,
    private readonly lists: MovieListRepository,
    private readonly answers: MovieAnswers,
    private readonly clock: Clock,
  ) {}

  /**
   * The film's ETag for readers who have not signed in: the version of its content, and whatever else its detail shows.
   * @throws NotFoundError
   */
  async etag(uuid: string): Promise<string> {
    return this.etagOf(await this.version(uuid));
  }

  /**
   * The film, its counters exact, and its ETag. For somebody who has signed in it is made from everything that they see.
   * @throws NotFoundError
   */
  async detail(uuid: string, viewer?: Principal): Promise<{ movie: MovieResponse; etag: string }> {
    const version = await this.version(uuid);
    const [movie] = await this.answers.of([version.id], viewer, { exact: true });
    if (!movie) throw new NotFoundError('movie', uuid);
    const etag = viewer
      ? contentEtag(String(version.version), etagOf(JSON.stringify(movie)).slice(1, -1))
      : this.etagOf(version);
    return { movie, etag };
  }

  /** @throws NotFoundError */
  async similar(
    uuid: string,
    list: PageQuery,
    url: string,
    viewer: Principal | undefined,
  ): Promise<Page<MovieResponse>> {
    const { id } = await this.version(uuid);
    const ids = await this.lists.similar(id, MAX_SIMILAR);
    const start = (list.page - 1) * list.per_page;
    const items = await this.answers.of(ids.slice(start, start + list.per_page), viewer);
    return toPage(items, list, ids.length, url);
  }

  /**
   * The id of a film that is not deleted.
   * @throws NotFoundError
   */
  async idOf(uuid: string): Promise<number> {
    const id = await this.rows.idOf(uuid);
    if (id === undefined) throw new NotFoundError('movie', uuid);
    return id;
  }

  private async version(uuid: string): Promise<MovieVersion> {
    const version = await this.rows.versionOf(uuid);
    if (!version) throw new NotFoundError('movie', uuid);
    return version;
  }

  private etagOf(version: MovieVersion): string {
    const onSale = isOnSale(version, this.clock.now()) ? 1 : 0;
    return contentEtag(String(version.version), `${version.stats}.${version.revision}.${onSale}`);
  }
}
