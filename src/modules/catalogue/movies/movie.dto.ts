import { ApiPropertyOptional } from '@nestjs/swagger';

/** A genre, star, director or certification of a film. */
export class MovieTerm {
  /** @example 7 */
  id: number;
  /** @example "Drama" */
  name: string;
}

/** Where the poster lies, by width in pixels. */
export class MoviePoster {
  /** @example "/media/posters/3f/3fa85f64-w185.webp" */
  w185: string;
  /** @example "/media/posters/3f/3fa85f64-w342.webp" */
  w342: string;
  /** @example "/media/posters/3f/3fa85f64-w780.webp" */
  w780: string;
}

export const REACTIONS = ['like', 'dislike'] as const;

export type Reaction = (typeof REACTIONS)[number];

/** What a film is to the person who asks. */
export class OwnMovieState {
  @ApiPropertyOptional({
    enum: REACTIONS,
    nullable: true,
    type: String,
    description: 'How you reacted. Only for those who have signed in.',
    example: 'like',
  })
  reaction?: Reaction | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 10,
    description: 'What you rated it. Only for those who have signed in.',
    example: 9,
  })
  rating?: number | null;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Whether it is one of your favourites. Only for those who have signed in.',
    example: true,
  })
  is_favorite?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Whether it lies in your cart. Only for those who have signed in.',
    example: false,
  })
  in_cart?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Whether you own it. Only for those who have signed in.',
    example: false,
  })
  is_purchased?: boolean;
}

/** A film. */
export class MovieResponse extends OwnMovieState {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /** @example 1995 */
  year: number;
  /**
   * Running time in minutes.
   * @example 170
   */
  time: number;
  /**
   * The rating on IMDb.
   * @example 8.3
   */
  imdb: number;
  /** @example 721000 */
  votes: number;
  /** @example 76 */
  meta_score: number | null;
  /** @example 67436818 */
  gross: number | null;
  /** @example "A master thief and the detective who hunts him find that they have more in common than either would like." */
  description: string;
  /** @example "9.99" */
  price: string;
  /** @example "usd" */
  currency: string;
  certification: MovieTerm;
  /** @example 17 */
  min_age: number | null;
  genres: MovieTerm[];
  /** In order of billing. */
  stars: MovieTerm[];
  directors: MovieTerm[];
  poster: MoviePoster | null;
  /** @example false */
  withdrawn: boolean;
  /**
   * Whether the film can be bought now (in the countries that it is sold in).
   * @example true
   */
  on_sale: boolean;
  /** @example "2026-12-01T00:00:00.000Z" */
  sale_from: string | null;
  /** @example "2027-12-01T00:00:00.000Z" */
  sale_until: string | null;
  /**
   * The countries that the film is sold in, or null for all.
   * @example ["DE", "UA"]
   */
  countries: string[] | null;
  /**
   * What our own users give it, from 1 to 10; null while nobody did.
   * @example 8.75
   */
  average_rating: number | null;
  /** @example 12 */
  rating_count: number;
  /** @example 40 */
  likes: number;
  /** @example 2 */
  dislikes: number;
  /** @example 5 */
  comment_count: number;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
  /** @example "2026-11-21T09:30:00.000Z" */
  updated_at: string;
}
