import type { Principal } from '../../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { CartService, type MovieOffer } from '../../cart/index.js';
import {
  type CreateOrderDto,
  type Exclusion,
  type LineOrder,
  type NewLine,
  type OrderLine,
  type OrderLineKind,
  type Prepared,
  type Refusal,
  type Revalidation,
  type Revocation,
  SellsOrderLines,
} from '../../orders/index.js';
import { MovieOffersRepository } from '../offers/movie-offers.repository.js';
import { MovieOffersService } from '../offers/movie-offers.service.js';
import { type MovieLine, MovieLinesRepository } from './movie-lines.repository.js';

const KIND = 'movie';
const DAY_MS = 86_400_000;

/** Films as order lines: they come from the cart, and go to the library. */
@SellsOrderLines()
export class MovieLineKind implements OrderLineKind {
  readonly kind = KIND;
  readonly requestFields = ['include_cart'] as const;

  constructor(
    private readonly cart: CartService,
    private readonly offers: MovieOffersService,
    private readonly films: MovieOffersRepository,
    private readonly lines: MovieLinesRepository,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async prepare(request: CreateOrderDto, { userId }: Principal): Promise<Prepared> {
    const wantsCart = request.include_cart ?? !(request.hold_ids ?? request.concessions);
    if (!wantsCart) return { lines: [], excluded: [] };
    await this.cart.lock(userId);
    const movieIds = await this.cart.moviesIn(userId);
    await this.films.lock(movieIds);
    const offers = await this.offersIn(userId, movieIds);
    const bought = offers.filter(({ refusal }) => refusal === null);
    await this.cart.take(
      userId,
      bought.map(({ movieId }) => movieId),
    );
    const refused = offers.filter(({ refusal }) => refusal !== null);
    return { lines: bought.map(toLine), excluded: refused.map(toExclusion) };
  }

  /** @throws Error when another open order of the person took a film: the lock of their cart keeps that from happening */
  async claim(order: LineOrder, refs: ReadonlyMap<number, string>): Promise<void> {
    await this.claimAll(
      order,
      [...refs].map(([lineId, ref]) => ({ lineId, movieId: Number(ref) })),
    );
  }

  async revalidate(order: LineOrder, lines: readonly OrderLine[]): Promise<readonly Revalidation[]> {
    const movieIds = lines.map(movieOf);
    await this.films.lock(movieIds);
    const offers = await this.offers.offersFor(buyerOf(order), movieIds, order.id);
    return lines.map((line): Revalidation => {
      const offer = offers.get(movieOf(line));
      if (offer?.refusal !== null)
        return { line, result: 'unavailable', exclusion: exclusionOf(line, offer) };
      if (offer.price === line.price) return { line, result: 'unchanged' };
      return { line, result: 'repriced', next: toLine(offer) };
    });
  }

  async reclaim(order: LineOrder, lines: readonly OrderLine[]): Promise<boolean> {
    const userId = buyerOf(order);
    if (!(await this.cart.lock(userId))) return false;
    const movieIds = lines.map(movieOf);
    await this.films.lock(movieIds);
    const offers = await this.offersIn(userId, movieIds);
    if (offers.some(({ refusal }) => refusal !== null)) return false;
    await this.claimAll(order, lines.map(toMovieLine));
    return true;
  }

  async fulfil(order: LineOrder, lines: readonly OrderLine[], paidAt: Date): Promise<void> {
    const userId = buyerOf(order);
    await this.lines.addPurchases(userId, lines.map(toMovieLine), paidAt);
    await this.lines.unclaim(lines.map(({ id }) => id));
    await this.cart.take(userId, lines.map(movieOf));
  }

  /** Films that can still be bought go back to the cart, unless their owner is gone. */
  async release({ userId }: LineOrder, lines: readonly OrderLine[]): Promise<void> {
    await this.lines.unclaim(lines.map(({ id }) => id));
    if (userId === null) return;
    const offers = await this.offersIn(userId, lines.map(movieOf));
    const free = offers.filter(({ refusal }) => refusal === null);
    await this.cart.putBack(
      userId,
      free.map(({ movieId }) => movieId),
    );
  }

  async revoke(
    _: LineOrder,
    lines: readonly OrderLine[],
    { paidAt, at, outsidePolicy }: Revocation,
  ): Promise<readonly Refusal[]> {
    const window = this.settings.orders.movieRefundWindow;
    if (!outsidePolicy && at.getTime() - paidAt.getTime() > window) {
      const reason = `films can be given back for ${window / DAY_MS} days after they were bought`;
      return lines.map(({ id }) => ({ lineId: id, reason }));
    }
    await this.lines.removePurchases(lines.map(({ id }) => id));
    return [];
  }

  private async claimAll(order: LineOrder, lines: readonly MovieLine[]): Promise<void> {
    const claimed = await this.lines.claim(buyerOf(order), order.id, lines);
    if (claimed < lines.length) throw new Error(`Order ${order.id} could not claim its films.`);
  }

  private async offersIn(userId: number, movieIds: readonly number[]): Promise<MovieOffer[]> {
    return [...(await this.offers.offersFor(userId, movieIds)).values()].sort(
      (one, other) => one.movieId - other.movieId,
    );
  }
}

/** Films are sold to people who have an account. */
function buyerOf({ id, userId }: LineOrder): number {
  if (userId === null) throw new Error(`Order ${id} has films and nobody who buys them.`);
  return userId;
}

function movieOf({ id, movieId }: OrderLine): number {
  if (movieId === null) throw new Error(`Order line ${id} is for a film and names none.`);
  return movieId;
}

function toMovieLine(line: OrderLine): MovieLine {
  return { lineId: line.id, movieId: movieOf(line) };
}

function toLine({ movieId, title, year, price, genres }: MovieOffer): NewLine {
  return {
    kind: KIND,
    title: `${title} (${year})`,
    quantity: 1,
    price,
    movieId,
    ref: String(movieId),
    facts: { movieId, genreIds: genres.map(({ id }) => id) },
  };
}

function toExclusion(offer: MovieOffer): Exclusion {
  return {
    kind: KIND,
    ref: offer.uuid,
    title: `${offer.title} (${offer.year})`,
    reason: offer.refusal ?? '',
    ...(offer.openOrderId === null ? {} : { order_id: offer.openOrderId }),
  };
}

function exclusionOf(line: OrderLine, offer: MovieOffer | undefined): Exclusion {
  if (offer) return { kind: KIND, ref: offer.uuid, title: line.title, reason: offer.refusal ?? 'deleted' };
  return { kind: KIND, ref: '', title: line.title, reason: 'deleted' };
}
