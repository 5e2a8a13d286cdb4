import { ContributesToMovies, type MovieContributor } from '../../catalogue/index.js';
import { CartRepository } from '../cart.repository.js';

/** Tells of carts when films are deleted. */
@ContributesToMovies()
export class CartContributor implements MovieContributor {
  constructor(private readonly carts: CartRepository) {}

  countPlans(movieId: number): Promise<number> {
    return this.carts.countWith(movieId);
  }

  dropPlans(movieId: number): Promise<readonly number[]> {
    return this.carts.removeFromAll(movieId);
  }
}
