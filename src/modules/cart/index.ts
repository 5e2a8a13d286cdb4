/**
 * Cart: films that somebody means to buy.
 * Invariants: somebody has one cart at most, a film is in it once at most, and it holds 100 films at most; who changes a cart
 * or orders from it holds its row.
 */
export { CartModule } from './cart.module.js';
export { CartService } from './cart.service.js';
export {
  MOVIE_REFUSALS,
  type MovieOffer,
  type MovieOffers,
  type MovieRefusal,
  OffersMovies,
} from './offers/movie-offers.js';
