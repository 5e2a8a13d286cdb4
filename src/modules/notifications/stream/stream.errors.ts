import { DomainError, problemType } from '../../../platform/errors/index.js';

export const tooManyStreams = problemType('too-many-streams', {
  kind: 'conflict',
  title: 'Too many open streams',
  explanation: 'You have as many streams open as one person may. Close one, or use one for all your windows.',
  example: 'You have 10 streams open already.',
});

/** Somebody has as many streams open as one person may. */
export class TooManyStreamsError extends DomainError {
  constructor(most: number) {
    super(tooManyStreams, `You have ${most} streams open already.`);
  }
}
