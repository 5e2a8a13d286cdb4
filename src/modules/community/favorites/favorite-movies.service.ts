import { Injectable } from '@nestjs/common';
import { FavoritesRepository } from './favorites.repository.js';

/** What people's favourites are, for other contexts. */
@Injectable()
export class FavoriteMovies {
  constructor(private readonly favorites: FavoritesRepository) {}

  /** The ids of somebody's favourite films. */
  idsOf(userId: number): Promise<number[]> {
    return this.favorites.idsOf(userId);
  }
}
