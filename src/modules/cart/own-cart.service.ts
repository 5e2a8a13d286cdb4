import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../platform/config/index.js';
import { Transaction } from '../../platform/database/index.js';
import { NotFoundError } from '../../platform/errors/index.js';
import { MovieDetailService } from '../catalogue/index.js';
import type { CartItemResponse, CartResponse } from './cart.dto.js';
import { AlreadyInCartError, CartFullError, refusalOf } from './cart.errors.js';
import { toCartItemResponse, toCartResponse } from './cart.mapper.js';
import { MAX_CART_ITEMS } from './cart.policy.js';
import { CartRepository } from './cart.repository.js';
import { CartService } from './cart.service.js';
import { MovieOffersGate } from './offers/movie-offers-gate.js';

/** What people do with their carts. */
@Injectable()
export class OwnCartService {
  constructor(
    private readonly transaction: Transaction,
    private readonly carts: CartRepository,
    private readonly locks: CartService,
    private readonly movies: MovieDetailService,
    private readonly offers: MovieOffersGate,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** The cart with what the films cost now; those that cannot be bought are marked. */
  async show(userId: number): Promise<CartResponse> {
    const items = await this.carts.itemsOf(userId);
    const movieIds = items.map(({ movieId }) => movieId);
    const offers = await this.offers.port.offersFor(userId, movieIds);
    return toCartResponse(items, offers, this.settings.currency);
  }

  /**
   * Puts a film in.
   * @throws NotFoundError, AlreadyInCartError, CartFullError, AlreadyPurchasedError, InOpenOrderError, NotOnSaleError,
   * RegionLockedError, TooYoungError, UnauthenticatedError for an account that is deleted meanwhile
   */
  async add(userId: number, uuid: string): Promise<CartItemResponse> {
    const movieId = await this.movies.idOf(uuid);
    return this.transaction.run(async () => {
      const cartId = await this.locks.lock(userId);
      if (cartId === undefined) throw new UnauthenticatedError();
      const known = await this.carts.itemsOf(userId);
      const offer = (await this.offers.port.offersFor(userId, [movieId])).get(movieId);
      if (!offer) throw new NotFoundError('movie', uuid);
      if (known.some((item) => item.movieId === movieId)) throw new AlreadyInCartError(offer.title);
      const refusal = refusalOf(offer);
      if (refusal) throw refusal;
      if (known.length >= MAX_CART_ITEMS) throw new CartFullError();
      const [item] = await this.carts.add(cartId, [movieId], 1);
      if (!item) throw new NotFoundError('movie', uuid);
      return toCartItemResponse(offer, item.addedAt, this.settings.currency);
    });
  }

  /**
   * Takes a film out, if it is in; one that was deleted meanwhile, too.
   * @throws NotFoundError for a film that is unknown, or deleted and not in the cart
   */
  async remove(userId: number, uuid: string): Promise<void> {
    if (!(await this.carts.removeByUuid(userId, uuid))) await this.movies.idOf(uuid);
  }

  async clear(userId: number): Promise<void> {
    await this.carts.clear(userId);
  }
}
