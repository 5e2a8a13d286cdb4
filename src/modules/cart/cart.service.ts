import { Injectable } from '@nestjs/common';
import { CartRepository } from './cart.repository.js';
import { MAX_CART_ITEMS } from './cart.policy.js';

/**
 * Carts for those who order from them. Its row is what all ordering of a person waits for: lock it before orders and
 * everything that belongs to them.
 */
@Injectable()
export class CartService {
  constructor(private readonly carts: CartRepository) {}

  /**
   * Keeps somebody's cart to the caller until the transaction ends; who has none is given one.
   * @returns the cart's id; undefined for an account that was deleted meanwhile
   * @throws Error outside a transaction
   */
  lock(userId: number): Promise<number | undefined> {
    return this.carts.lock(userId);
  }

  /** The films in somebody's cart, in the order in which they were put in. */
  async moviesIn(userId: number): Promise<number[]> {
    return (await this.carts.itemsOf(userId)).map(({ movieId }) => movieId);
  }

  /** Takes films out of somebody's cart, those that are in it. */
  async take(userId: number, movieIds: readonly number[]): Promise<void> {
    await this.carts.remove(userId, movieIds);
  }

  /**
   * Puts films back that an order had taken: those that are not in the cart again, as long as there is room. Locks the cart,
   * so that one's cart is to be locked before the order is. Where the account is deleted nothing is put back.
   * @throws Error outside a transaction
   */
  async putBack(userId: number, movieIds: readonly number[]): Promise<void> {
    const id = await this.lock(userId);
    if (id === undefined || movieIds.length === 0) return;
    const known = await this.carts.itemsOf(userId);
    await this.carts.add(id, movieIds, MAX_CART_ITEMS - known.length);
  }
}
