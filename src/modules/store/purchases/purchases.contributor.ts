import type { Principal } from '../../../platform/auth/index.js';
import {
  ContributesToMovies,
  type CountedTable,
  type MovieContributor,
  type OwnMovieState,
} from '../../catalogue/index.js';
import { MovieLinesRepository } from '../lines/movie-lines.repository.js';

/** Tells whether somebody owns a film or has it in the cart, and how often it was sold. */
@ContributesToMovies()
export class PurchasesContributor implements MovieContributor {
  readonly counted: readonly CountedTable[] = [
    {
      table: 'purchases',
      counters: { sales: 'count(*)' },
      popularity: { weight: '5', since: 'purchased_at' },
    },
  ];

  constructor(private readonly lines: MovieLinesRepository) {}

  async fieldsFor(
    movieIds: readonly number[],
    viewer: Principal,
  ): Promise<ReadonlyMap<number, Partial<OwnMovieState>>> {
    const states = await this.lines.ownState(viewer.userId, movieIds);
    return new Map(
      states.map(({ movieId, isInCart, isPurchased }) => [
        movieId,
        { in_cart: isInCart, is_purchased: isPurchased },
      ]),
    );
  }

  async reasonToKeep(movieId: number): Promise<string | undefined> {
    const { purchased, ordered } = await this.lines.tied(movieId);
    if (purchased) return 'people own it';
    return ordered ? 'it is in an order that waits for its payment' : undefined;
  }
}
