import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { contentEtag } from '../../../platform/http/index.js';
import { type Page, type PageQuery, toPage } from '../../../platform/lists/index.js';
import type { MovieResponse } from '../movies/movie.dto.js';
import { MovieListRepository } from './movie-list.repository.js';
import { isOnSale, toMovieResponse } from './movie.mapper.js';
import { MovieRowsRepository, type MovieVersion } from './movie-rows.repository.js';

/** Similar films that are worth showing, at most. */
const MAX_SIMILAR = 60;

/** One film and what is like it. */
@Injectable()
export class MovieDetailService {
  constructor(
    private readonly rows: MovieRowsRepository,
    private readonly lists: MovieListRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * The film's ETag: the version of its content, and whatever else its detail shows.
   * @throws NotFoundError
   */
  async etag(uuid: string): Promise<string> {
    return this.etagOf(await this.version(uuid));
  }

  /**
   * The film and its ETag.
   * @throws NotFoundError
   */
  async detail(uuid: string): Promise<{ movie: MovieResponse; etag: string }> {
    const version = await this.version(uuid);
    const [row] = await this.rows.byIds([version.id]);
    if (!row) throw new NotFoundError('movie', uuid);
    return {
      movie: toMovieResponse(row, this.settings.currency, this.clock.now()),
      etag: this.etagOf(version),
    };
  }

  /** @throws NotFoundError */
  async similar(uuid: string, list: PageQuery, url: string): Promise<Page<MovieResponse>> {
    const { id } = await this.version(uuid);
    const ids = await this.lists.similar(id, MAX_SIMILAR);
    const start = (list.page - 1) * list.per_page;
    const now = this.clock.now();
    const rows = await this.rows.byIds(ids.slice(start, start + list.per_page));
    const items = rows.map((row) => toMovieResponse(row, this.settings.currency, now));
    return toPage(items, list, ids.length, url);
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
