import { ContributesToMovies, type CountedTable, type MovieContributor } from '../../catalogue/index.js';
import { MovieLinesRepository } from '../lines/movie-lines.repository.js';

/** Tells whether somebody owns a film or has it in the cart, and how often it was sold. */
@ContributesToMovies()
export class PurchasesContributor implements MovieContributor {
  readonly own = {
    in_cart: `EXISTS (
      SELECT FROM carts JOIN cart_items i ON i.cart_id = carts.id WHERE carts.user_id = $2 AND i.movie_id = m.id)`,
    is_purchased: 'EXISTS (SELECT FROM purchases WHERE user_id = $2 AND movie_id = m.id)',
  };
  readonly counted: readonly CountedTable[] = [
    {
      table: 'purchases',
      counters: { sales: 'count(*)' },
      popularity: { weight: '5', since: 'purchased_at' },
    },
  ];

  constructor(private readonly lines: MovieLinesRepository) {}

  async reasonToKeep(movieId: number): Promise<string | undefined> {
    const { purchased, ordered } = await this.lines.tied(movieId);
    if (purchased) return 'people own it';
    return ordered ? 'it is in an order that waits for its payment' : undefined;
  }
}
