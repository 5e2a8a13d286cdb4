import { Injectable } from '@nestjs/common';
import type { OwnMovieState } from '../movies/movie.dto.js';

const CONTRIBUTES_TO_MOVIES = Symbol('ContributesToMovies');

/** What another context keeps about films. */
export interface MovieContributor {
  /**
   * What a film is to the viewer, as expressions in SQL in which `m.id` is the film and `$2` the viewer's account. They are
   * read in the statement that reads the films, never for readers who have not signed in.
   */
  readonly own?: Readonly<Partial<Record<keyof OwnMovieState, string>>>;
  /** The tables whose rows `movie_stats` counts. */
  readonly counted?: readonly CountedTable[];
  /**
   * Why a film cannot be deleted, as the end of "It cannot be deleted: …"; undefined where nothing speaks against it. Runs inside
   * the transaction of the deletion, the film locked.
   */
  reasonToKeep?(movieId: number): Promise<string | undefined>;
  /** How many people mean to have the film. It is deleted all the same where the moderator insists. */
  countPlans?(movieId: number): Promise<number>;
  /** Takes the film out of their plans. @returns the accounts of those who should be told */
  dropPlans?(movieId: number): Promise<readonly number[]>;
  /** Lets go of what leads to a film that is being deleted, inside the transaction of the deletion. */
  forgetMovie?(movieId: number): Promise<void>;
  /**
   * The film is so many minutes long from now on; inside the transaction of the edit, the film locked. Whatever it throws
   * keeps the film from being changed.
   */
  changeLength?(movieId: number, minutes: number): Promise<void>;
  /** What puts films on a programme; one context at most has it. */
  readonly programme?: Programme;
}

/** A table with a `movie_id` whose rows put films on a programme, until they begin. Whoever changes rows advances the revision. */
export interface Programme {
  readonly table: string;
  /** The column that tells when a row begins. */
  readonly startsAt: string;
  /** Which rows count: a condition on the table as `p`. */
  readonly counts: string;
}

/** The counters of a film that rows of other contexts add up to. */
export const COUNTERS = [
  'likes',
  'dislikes',
  'rating_count',
  'rating_sum',
  'comment_count',
  'sales',
] as const;

export type Counter = (typeof COUNTERS)[number];

/** A table with a `movie_id`, and what its rows mean for the film, in SQL. Whoever changes rows notes it in `movie_stats_notes`. */
export interface CountedTable {
  readonly table: string;
  /** Aggregates over the rows of a film, such as `count(*)`. */
  readonly counters: Readonly<Partial<Record<Counter, string>>>;
  /** How much popularity a row gives while it is new, and the column that tells since when. */
  readonly popularity?: { readonly weight: string; readonly since: string };
}

/** Makes a provider contribute to films; listed in any module it is found at the start. */
export const ContributesToMovies =
  () =>
  (target: new (...dependencies: never[]) => MovieContributor): void => {
    Injectable()(target);
    Reflect.defineMetadata(CONTRIBUTES_TO_MOVIES, true, target);
  };

/** Whether a class contributes to films. */
export function contributesToMovies(type: object): boolean {
  return Reflect.getMetadata(CONTRIBUTES_TO_MOVIES, type) === true;
}
