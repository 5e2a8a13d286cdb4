import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { MoviePoster, MovieTerm } from '../catalogue/index.js';
import { MOVIE_REFUSALS, type MovieRefusal } from './offers/movie-offers.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Which film goes into the cart. */
export class AddToCartDto {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  @Matches(UUID, { message: 'must be a UUID' })
  movie_uuid: string;
}

/** A film in a cart. */
export class CartMovie {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /**
   * The name again, as lines of orders call it.
   * @example "Heat"
   */
  title: string;
  /** @example 1995 */
  year: number;
  genres: MovieTerm[];
  poster: MoviePoster | null;
}

/** A film in a cart, and what it costs now. */
export class CartItemResponse {
  movie: CartMovie;
  /**
   * What it costs now.
   * @example "9.99"
   */
  price: string;
  /** @example "usd" */
  currency: string;
  /**
   * Whether it can be bought now.
   * @example true
   */
  available: boolean;
  @ApiProperty({
    enum: MOVIE_REFUSALS,
    nullable: true,
    description: 'Why it cannot be bought now; null for a film that can.',
    example: null,
  })
  reason: MovieRefusal | null;
  /** @example "2026-11-21T09:30:00.000Z" */
  added_at: string;
}

/** A cart. */
export class CartResponse {
  /** In the order in which they were put in. */
  items: CartItemResponse[];
  /**
   * What the films cost that can be bought now.
   * @example "9.99"
   */
  total_amount: string;
  /** @example "usd" */
  currency: string;
}
