import { DomainError, problemType } from '../../../platform/errors/index.js';

export const movieExists = problemType('movie-exists', {
  kind: 'conflict',
  title: 'The film is already in the catalogue',
  explanation:
    'A film is known by its name, year and running time together, whatever the case of the name. Edit the one that exists, or correct the year or the running time.',
  example: 'There is already a film "Heat" of 1995 with 170 minutes.',
});

/** Another film has the same name (whatever its case), year and running time. */
export class MovieExistsError extends DomainError {
  constructor(film: { name: string; year: number; time: number }) {
    super(movieExists, `There is already a film "${film.name}" of ${film.year} with ${film.time} minutes.`);
  }
}
