import type { Principal } from '../../../platform/auth/index.js';
import { ContributesToMovies, type MovieContributor, type OwnMovieState } from '../../catalogue/index.js';
import { CartRepository } from '../cart.repository.js';

/** Adds to films whether they are in the viewer's cart, and tells of carts when films are deleted. */
@ContributesToMovies()
export class CartContributor implements MovieContributor {
  constructor(private readonly carts: CartRepository) {}

  async fieldsFor(
    movieIds: readonly number[],
    viewer: Principal,
  ): Promise<ReadonlyMap<number, Partial<OwnMovieState>>> {
    const inCart = await this.carts.amongThese(viewer.userId, movieIds);
    return new Map(movieIds.map((id) => [id, { in_cart: inCart.has(id) }]));
  }

  countPlans(movieId: number): Promise<number> {
    return this.carts.countWith(movieId);
  }

  dropPlans(movieId: number): Promise<readonly number[]> {
    return this.carts.removeFromAll(movieId);
  }
}
