import { decimalOf } from '../../platform/money/index.js';
import { posterUrls } from '../catalogue/index.js';
import type { CartItemResponse, CartResponse } from './cart.dto.js';
import { totalOf } from './cart.policy.js';
import type { CartItem } from './cart.repository.js';
import type { MovieOffer } from './offers/movie-offers.js';

/** What goes out of a film in a cart. */
export function toCartItemResponse(offer: MovieOffer, addedAt: Date, currency: string): CartItemResponse {
  return {
    movie: {
      uuid: offer.uuid,
      name: offer.title,
      title: offer.title,
      year: offer.year,
      genres: offer.genres.map(({ id, name }) => ({ id, name })),
      poster: posterUrls(offer.poster),
    },
    price: decimalOf(offer.price),
    currency,
    available: offer.refusal === null,
    reason: offer.refusal,
    added_at: addedAt.toISOString(),
  };
}

/** What goes out of a cart. */
export function toCartResponse(
  items: readonly CartItem[],
  offers: ReadonlyMap<number, MovieOffer>,
  currency: string,
): CartResponse {
  const offered = items.flatMap(({ movieId, addedAt }) => {
    const offer = offers.get(movieId);
    return offer ? [{ offer, addedAt }] : [];
  });
  return {
    items: offered.map(({ offer, addedAt }) => toCartItemResponse(offer, addedAt, currency)),
    total_amount: decimalOf(totalOf(offered.map(({ offer }) => offer))),
    currency,
  };
}
