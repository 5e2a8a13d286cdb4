import type { MovieOffer } from './offers/movie-offers.js';

/** Films that a cart holds at most: an order of all of them is still paid in one go. */
export const MAX_CART_ITEMS = 100;

/**
 * What the films of a cart cost that can be bought, in minor units.
 * @param offers of all films in the cart
 */
export function totalOf(offers: readonly Pick<MovieOffer, 'price' | 'refusal'>[]): number {
  return offers.reduce((total, { price, refusal }) => (refusal === null ? total + price : total), 0);
}
