import { Injectable } from '@nestjs/common';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import { StaffService } from '../../accounts/index.js';
import type { InCartsFacts, TakenFromCartFacts } from './cart-facts.js';
import type { Movie } from './movie.entity.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

const inCarts = noticeKind<InCartsFacts>('movie-in-carts', {
  label: 'For moderators: deletions of films that lie in carts',
  ...en.inCarts,
  uk: uk.inCarts,
});

const takenFromCart = noticeKind<TakenFromCartFacts>('movie-taken-from-cart', {
  label: 'Films in your cart that we no longer have',
  ...en.takenFromCart,
  uk: uk.takenFromCart,
});

/** Tells what becomes of films that people mean to buy; each inside the transaction of what happened. */
@Injectable()
export class MovieNotices {
  constructor(
    private readonly notices: Notices,
    private readonly staff: StaffService,
  ) {}

  /** Tells the moderators of a deletion that was asked for. */
  async inCarts(movie: Movie, by: number, carts: number, deleted: boolean): Promise<void> {
    const link = deleted ? '/movies' : `/movies/${movie.uuid}`;
    const about = { subject: `movie:${movie.id}`, link };
    for (const to of await this.staff.moderators()) {
      await this.notices.tell(inCarts, { to, by, ...about, facts: { film: nameOf(movie), carts, deleted } });
    }
  }

  /** Tells people whose cart lost the film. */
  async takenFromCarts(movie: Movie, owners: readonly number[]): Promise<void> {
    const about = { subject: `movie:${movie.id}`, link: '/cart' };
    for (const to of owners) {
      await this.notices.tell(takenFromCart, { to, by: null, ...about, facts: { film: nameOf(movie) } });
    }
  }
}

function nameOf({ name, year }: Movie): string {
  return `${name} (${year})`;
}
