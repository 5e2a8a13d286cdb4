import { IsInt, Max, Min } from 'class-validator';

/** How good somebody finds a film. */
export class SaveRatingDto {
  /**
   * A whole number from 1 to 10.
   * @example 9
   */
  @Min(1, { message: 'must be a whole number from 1 to 10' })
  @Max(10, { message: 'must be a whole number from 1 to 10' })
  @IsInt({ message: 'must be a whole number from 1 to 10' })
  value: number;
}

/** Your rating of a film. */
export class RatingResponse {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  movie_uuid: string;
  /** @example 9 */
  value: number;
}
