import type { MovieResponse } from '../movies/movie.dto.js';
import { posterUrls } from '../posters/poster-urls.js';
import type { MovieRow } from './movie-rows.repository.js';

/** Whether a film can be bought at a moment, its countries left aside (rule 9 of the business). */
export function isOnSale(
  film: { withdrawn: boolean; sale_from: Date | null; sale_until: Date | null },
  now: Date,
): boolean {
  if (film.withdrawn) return false;
  return (
    (film.sale_from === null || film.sale_from <= now) && (film.sale_until === null || now < film.sale_until)
  );
}

/** What goes out of a film. */
export function toMovieResponse(row: MovieRow, currency: string, now: Date): MovieResponse {
  return {
    uuid: row.uuid,
    name: row.name,
    year: row.year,
    time: row.time,
    imdb: row.imdb,
    votes: row.votes,
    meta_score: row.meta_score,
    gross: row.gross,
    description: row.description,
    price: row.price,
    currency,
    certification: { id: row.certification_id, name: row.certification_name },
    min_age: row.min_age,
    genres: row.genres ?? [],
    stars: row.stars ?? [],
    directors: row.directors ?? [],
    poster: posterUrls(row.poster),
    withdrawn: row.withdrawn,
    on_sale: isOnSale(row, now),
    sale_from: row.sale_from?.toISOString() ?? null,
    sale_until: row.sale_until?.toISOString() ?? null,
    countries: row.countries,
    average_rating: row.rating_count === 0 ? null : row.average_rating,
    rating_count: row.rating_count,
    likes: row.likes,
    dislikes: row.dislikes,
    comment_count: row.comment_count,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** Adds what a film is to the viewer, as far as it was read with the film. */
export function addOwnState(answer: MovieResponse, row: MovieRow): MovieResponse {
  answer.reaction = row.reaction;
  answer.rating = row.rating;
  answer.is_favorite = row.is_favorite;
  answer.in_cart = row.in_cart;
  answer.is_purchased = row.is_purchased;
  return answer;
}
