import { type ImageKind, imageUrl } from '../../../platform/storage/images/index.js';
import type { MoviePoster } from '../movies/movie.dto.js';

/** Posters are two wide to three high. */
export const POSTERS = {
  name: 'poster',
  folder: 'posters',
  widths: [185, 342, 780],
  ratio: 1.5,
} as const satisfies ImageKind;

/**
 * Relative addresses of a poster in all widths.
 * @param poster as `movies.poster` has it
 */
export function posterUrls(poster: string): MoviePoster;
export function posterUrls(poster: string | null): MoviePoster | null;
export function posterUrls(poster: string | null): MoviePoster | null {
  if (poster === null) return null;
  return { w185: imageUrl(poster, 185), w342: imageUrl(poster, 342), w780: imageUrl(poster, 780) };
}
