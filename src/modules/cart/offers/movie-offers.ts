import { Injectable } from '@nestjs/common';

const OFFERS_MOVIES = Symbol('OffersMovies');

/** Why a film cannot be bought by somebody at this moment; the first of these that holds. */
export const MOVIE_REFUSALS = [
  'deleted',
  'already-purchased',
  'in-open-order',
  'withdrawn',
  'not-on-sale-yet',
  'sale-ended',
  'region-locked',
  'too-young',
] as const;

export type MovieRefusal = (typeof MOVIE_REFUSALS)[number];

/** A film as the shop offers it to one person. */
export interface MovieOffer {
  readonly movieId: number;
  readonly uuid: string;
  readonly title: string;
  readonly year: number;
  /** Minor units, as it is now. */
  readonly price: number;
  readonly genres: readonly { readonly id: number; readonly name: string }[];
  /** As `movies.poster` has it: a storage key without its width. */
  readonly poster: string | null;
  /** Null for a film that can be bought. */
  readonly refusal: MovieRefusal | null;
  /** The open order that holds the film, where that is the refusal. */
  readonly openOrderId: number | null;
}

/** What the cart needs of the shop. */
export interface MovieOffers {
  /**
   * What films are to somebody who would buy them: one statement however many there are. Deleted films are among them, with
   * their refusal; only films that never existed have no entry. Joins the surrounding transaction.
   */
  offersFor(userId: number, movieIds: readonly number[]): Promise<ReadonlyMap<number, MovieOffer>>;
}

/** Makes a provider offer films; there is exactly one. */
export const OffersMovies =
  () =>
  (target: new (...dependencies: never[]) => MovieOffers): void => {
    Injectable()(target);
    Reflect.defineMetadata(OFFERS_MOVIES, true, target);
  };

/** Whether a class offers films. */
export function offersMovies(type: object): true | undefined {
  return Reflect.getMetadata(OFFERS_MOVIES, type) === true || undefined;
}
