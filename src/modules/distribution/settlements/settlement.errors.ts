import { DomainError, problemType } from '../../../platform/errors/index.js';

export const weekNotOver = problemType('week-not-over', {
  kind: 'conflict',
  title: 'The film week is not over',
  explanation:
    'A film week is closed when its last day is over in all cinemas that the contract is for. Until then its figures can be read as they stand.',
  example: 'Film week 3 lasts until 2026-11-26.',
});

export const nothingToCorrect = problemType('nothing-to-correct', {
  kind: 'conflict',
  title: 'The film week is closed, and nothing has changed since',
  explanation:
    'A closed film week never changes. Closing it again writes a correction where the box office differs from what was closed, and it does not.',
  example: 'Film week 3 was closed with the figures that the box office has.',
});

/** Somebody wants to close a film week too early. */
export class WeekNotOverError extends DomainError {
  constructor(week: number, endsOn: string) {
    super(weekNotOver, `Film week ${week} lasts until ${endsOn}.`);
  }
}

/** A film week is closed already, with the figures that it has. */
export class NothingToCorrectError extends DomainError {
  constructor(week: number) {
    super(nothingToCorrect, `Film week ${week} was closed with the figures that the box office has.`);
  }
}
