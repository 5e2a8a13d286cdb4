import { DomainError, problemType } from '../errors/index.js';

export const tooManyRequests = problemType('too-many-requests', {
  kind: 'too-many',
  title: 'Too many requests',
  explanation:
    'You, or others at your address, have done this too often within a short time. `Retry-After` says after how many seconds it works again.',
  example: 'Too many requests. Try again in 42 seconds.',
});

/** Somebody has done something too often. */
export class TooManyRequestsError extends DomainError {
  /** @param seconds after which it works again */
  constructor(seconds: number) {
    super(
      tooManyRequests,
      `Too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
      {
        retry_after: seconds,
      },
    );
  }
}
