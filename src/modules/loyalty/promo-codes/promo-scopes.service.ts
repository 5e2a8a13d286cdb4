import { Injectable } from '@nestjs/common';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import type { PromoScope } from './promo-code.js';
import type { PromoScopeDto } from './promo-code.dto.js';
import { PromoScopesRepository } from './promo-scopes.repository.js';

/** Finds what scopes name. */
@Injectable()
export class PromoScopes {
  constructor(private readonly scopes: PromoScopesRepository) {}

  /** @throws InvalidFieldsError for what there is not */
  async of(dto: PromoScopeDto): Promise<PromoScope> {
    const errors: FieldError[] = [];
    const { movie_uuids, genres, cinema_ids } = dto;
    const movieUuids = movie_uuids?.map((uuid) => uuid.toLowerCase());
    const movies = movieUuids && (await this.scopes.moviesWith(movieUuids));
    const found = genres && (await this.scopes.genresNamed(genres));
    const cinemas = cinema_ids && (await this.scopes.cinemasAmong(cinema_ids));
    movieUuids?.forEach((uuid, index) => {
      if (!movies?.some((movie) => movie.uuid === uuid)) errors.push(unknown('movie_uuids', index, 'film'));
    });
    genres?.forEach((name, index) => {
      const isIt = (genre: { name: string }): boolean =>
        genre.name.toLowerCase() === name.trim().toLowerCase();
      if (!found?.some(isIt)) errors.push(unknown('genres', index, 'genre'));
    });
    cinema_ids?.forEach((id, index) => {
      if (!cinemas?.includes(id)) errors.push(unknown('cinema_ids', index, 'cinema'));
    });
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    return {
      kinds: dto.kinds,
      movieUuids,
      movieIds: movies?.map(({ id }) => id),
      genres: found?.map(({ name }) => name),
      genreIds: found?.map(({ id }) => id),
      cinemaIds: cinema_ids,
      hallTypes: dto.hall_types,
      seatCategories: dto.seat_categories,
      itemCategories: dto.item_categories,
    };
  }
}

function unknown(member: string, index: number, what: string): FieldError {
  return { field: `scope.${member}[${index}]`, message: `is no ${what}` };
}
