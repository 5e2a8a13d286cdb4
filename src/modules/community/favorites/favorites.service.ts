import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import {
  MovieDetailService,
  type MovieListQuery,
  MovieListService,
  type MoviePage,
} from '../../catalogue/index.js';
import type { FavoriteResponse } from './favorite.dto.js';
import { FavoritesRepository } from './favorites.repository.js';

/** Keeping favourites. */
@Injectable()
export class FavoritesService {
  constructor(
    private readonly movies: MovieDetailService,
    private readonly lists: MovieListService,
    private readonly favorites: FavoritesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The viewer's favourites, the latest first unless the query says otherwise. Deleted films are left out.
   * @param url path and query of the request, for the links
   * @throws InvalidFieldsError
   */
  list(viewer: Principal, query: MovieListQuery, url: string): Promise<MoviePage> {
    const personal = { table: 'favorites', since: 'added_at', userId: viewer.userId };
    return this.lists.list(query, url, { viewer, personal });
  }

  /**
   * Makes a film a favourite; one that is a favourite keeps its place.
   * @throws NotFoundError
   */
  async add(userId: number, uuid: string): Promise<FavoriteResponse> {
    const since = await this.favorites.add(userId, await this.movies.idOf(uuid));
    return { movie_uuid: uuid, added_at: (since ?? this.clock.now()).toISOString() };
  }

  /**
   * Takes a film off the favourites, if it is one.
   * @throws NotFoundError
   */
  async remove(userId: number, uuid: string): Promise<void> {
    await this.favorites.delete(userId, await this.movies.idOf(uuid));
  }
}
