import { DomainError, problemType } from '../../../platform/errors/index.js';

export const cinemaExists = problemType('cinema-exists', {
  kind: 'conflict',
  title: 'There is such a cinema already',
  explanation:
    'Names of cinemas are unique, whatever their case. Edit the one that exists, or choose another name.',
  example: 'There is already a cinema called "Cinema on the Square".',
});

export const screeningsComing = problemType('screenings-coming', {
  kind: 'conflict',
  title: 'Screenings are coming',
  explanation:
    'A cinema or hall that has screenings on its programme stays, and so does its time zone. `screenings` says how many there are. Cancel them first, or wait until they are over.',
  example: '3 screenings are coming in the hall "Hall 1".',
});

/** Another cinema has the name, in whatever case. */
export class CinemaExistsError extends DomainError {
  constructor(name: string) {
    super(cinemaExists, `There is already a cinema called "${name}".`);
  }
}

/** What is on the programme would lose its place or its time. */
export class ScreeningsComingError extends DomainError {
  constructor(thing: 'cinema' | 'hall', name: string, screenings: number) {
    const are = screenings === 1 ? 'screening is' : 'screenings are';
    super(screeningsComing, `${screenings} ${are} coming in the ${thing} "${name}".`, { screenings });
  }
}
