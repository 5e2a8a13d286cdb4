import { DomainError, problemType } from '../../../platform/errors/index.js';

export const nameTaken = problemType('name-taken', {
  kind: 'conflict',
  title: 'The name is taken',
  explanation:
    'Names of genres, stars, directors and certifications are unique, whatever their case. Use the one that exists, or choose another name.',
  example: 'There is already a genre called "Drama".',
});

export const inUse = problemType('in-use', {
  kind: 'conflict',
  title: 'Films still use it',
  explanation:
    'Films carry this genre, star, director or certification. Take it off the films first. Genres, stars and directors can also be deleted with `?force=true`, which takes them off every film; a certification cannot, because every film needs one.',
  example: '12 films carry the genre "Drama".',
});

/** Another term of the kind has the name, in whatever case. */
export class NameTakenError extends DomainError {
  constructor(kind: string, name: string) {
    super(nameTaken, `There is already a ${kind} called "${name}".`);
  }
}

/** Films carry the term. */
export class TermInUseError extends DomainError {
  constructor(kind: string, name: string, movieCount: number) {
    super(
      inUse,
      `${movieCount} ${movieCount === 1 ? 'film carries' : 'films carry'} the ${kind} "${name}".`,
      {
        movie_count: movieCount,
      },
    );
  }
}
