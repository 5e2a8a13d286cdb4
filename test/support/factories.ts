import type { MovieResponse } from '../../src/modules/catalogue/movies/movie.dto.js';
import type { TestApp } from './test-app.js';

let counter = 0;

/** A number that no other factory call of this file has had. */
export const next = (): number => (counter += 1);

/** A film as a moderator would send it; the name is unique. */
export function aMovieBody(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: `Film ${next()}`,
    year: 2001,
    time: 120,
    imdb: 7.5,
    votes: 1000,
    description: 'Somebody wants something badly and has a hard time getting it.',
    price: '9.99',
    certification: 'PG',
    genres: ['Drama'],
    stars: ['Ada Actor', 'Bo Player'],
    directors: ['Di Rector'],
    ...overrides,
  };
}

/** Adds a film. */
export async function aMovie(app: TestApp, overrides: Record<string, unknown> = {}): Promise<MovieResponse> {
  const answer = await app.as('moderator').post('/movies').send(aMovieBody(overrides));
  if (answer.status !== 201) throw new Error(`POST /movies: ${answer.status} ${answer.text}`);
  return answer.body as MovieResponse;
}

/** Adds a genre, star, director or certification. */
export async function aTerm(
  app: TestApp,
  table: string,
  name = `Name ${next()}`,
): Promise<{ id: number; name: string }> {
  const answer = await app.as('moderator').post(`/${table}`).send({ name });
  if (answer.status !== 201) throw new Error(`POST /${table}: ${answer.status} ${answer.text}`);
  return answer.body as { id: number; name: string };
}
