import { DomainError, problemType } from '../../../../platform/errors/index.js';

export const seatStreamsFull = problemType('seat-streams-full', {
  kind: 'unavailable',
  title: 'Too many are watching',
  explanation:
    'As many streams of seats are open here as there may be. Try again after the seconds that `Retry-After` names, or read the seat map now and then.',
  example: 'Too many streams are open. Try again in 5 seconds.',
});

const RETRY_SECONDS = 5;

/** This process has as many streams open as it may. */
export class SeatStreamsFullError extends DomainError {
  constructor() {
    super(seatStreamsFull, `Too many streams are open. Try again in ${RETRY_SECONDS} seconds.`, {
      retry_after: RETRY_SECONDS,
    });
  }
}
