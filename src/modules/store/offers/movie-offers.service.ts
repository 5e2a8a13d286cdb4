import { Clock } from '../../../platform/clock/index.js';
import { type MovieOffer, type MovieOffers, OffersMovies } from '../../cart/index.js';
import { MovieOffersRepository } from './movie-offers.repository.js';
import { refusalOf } from './refusal.policy.js';

/** Films as the shop offers them to one person. */
@OffersMovies()
export class MovieOffersService implements MovieOffers {
  constructor(
    private readonly offers: MovieOffersRepository,
    private readonly clock: Clock,
  ) {}

  /** @param ownOrderId the open order that the films are looked at for: being in it is no reason against them */
  async offersFor(
    userId: number,
    movieIds: readonly number[],
    ownOrderId?: number,
  ): Promise<ReadonlyMap<number, MovieOffer>> {
    if (movieIds.length === 0) return new Map();
    const now = this.clock.now();
    const found = await this.offers.offers(userId, movieIds);
    const rows = found.map((row) => (row.openOrderId === ownOrderId ? { ...row, openOrderId: null } : row));
    return new Map(
      rows.map((row) => [
        row.movieId,
        {
          movieId: row.movieId,
          uuid: row.uuid,
          title: row.title,
          year: row.year,
          price: row.price,
          genres: row.genres ?? [],
          poster: row.poster,
          refusal: refusalOf(row, now),
          openOrderId: row.openOrderId,
        },
      ]),
    );
  }
}
