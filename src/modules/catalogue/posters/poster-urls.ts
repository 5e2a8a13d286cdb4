import type { MoviePoster } from '../movies/movie.dto.js';

/** Widths of posters in pixels. They are two wide to three high. */
export const POSTER_WIDTHS = [185, 342, 780] as const;
export const POSTER_RATIO = 1.5;

/**
 * The storage key of a poster in one width.
 * @param poster as `movies.poster` has it: the key without the width
 */
export function posterKey(poster: string, width: number): string {
  return `${poster}-w${width}.webp`;
}

/** The storage keys of a poster in all widths. */
export function posterKeys(poster: string): string[] {
  return POSTER_WIDTHS.map((width) => posterKey(poster, width));
}

/** Relative addresses of a poster in all widths. */
export function posterUrls(poster: string): MoviePoster;
export function posterUrls(poster: string | null): MoviePoster | null;
export function posterUrls(poster: string | null): MoviePoster | null {
  if (poster === null) return null;
  return {
    w185: `/media/${posterKey(poster, 185)}`,
    w342: `/media/${posterKey(poster, 342)}`,
    w780: `/media/${posterKey(poster, 780)}`,
  };
}
