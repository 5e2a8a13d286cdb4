import { DomainError, problemType } from '../../../../platform/errors/index.js';

export const queueStreamsFull = problemType('queue-streams-full', {
  kind: 'unavailable',
  title: 'Too many are watching',
  explanation:
    'As many streams of queues are open here as there may be. Try again after the seconds that `Retry-After` names, or read the list now and then.',
  example: 'Too many streams are open. Try again in 5 seconds.',
});

const RETRY_SECONDS = 5;

/** This process has as many streams open as it may. */
export class QueueStreamsFullError extends DomainError {
  constructor() {
    super(queueStreamsFull, `Too many streams are open. Try again in ${RETRY_SECONDS} seconds.`, {
      retry_after: RETRY_SECONDS,
    });
  }
}
