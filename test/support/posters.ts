import sharp from 'sharp';
import type { MoviePoster, MovieResponse } from '../../src/modules/catalogue/movies/movie.dto.js';
import type { TestApp } from './test-app.js';

/** A PNG of one colour. */
export function anImage(width = 1000, height = 1500): Promise<Buffer> {
  const create = { width, height, channels: 3, background: 'crimson' } as const;
  return sharp({ create }).png().toBuffer();
}

/** Sends a file as a moderator sends a film's poster. */
export function uploadPoster(app: TestApp, uuid: string, file: Buffer, name = 'poster.png') {
  return app.as('moderator').put(`/movies/${uuid}/poster`).attach('file', file, name);
}

/** Gives a film a poster. */
export async function aPoster(app: TestApp, movie: MovieResponse): Promise<MoviePoster> {
  const { body } = await uploadPoster(app, movie.uuid, await anImage()).expect(200);
  return (body as { poster: MoviePoster }).poster;
}

/** Loads a file; the body is a Buffer. */
export const fileAt = (app: TestApp, url: string) => app.as().get(url).responseType('blob');

/** The bytes of a file that is there. */
export async function bytesAt(app: TestApp, url: string): Promise<Buffer> {
  return (await fileAt(app, url).expect(200)).body as Buffer;
}
