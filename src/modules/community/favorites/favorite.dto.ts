/** One of your favourites. */
export class FavoriteResponse {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  movie_uuid: string;
  /** @example "2026-11-21T09:30:00.000Z" */
  added_at: string;
}
