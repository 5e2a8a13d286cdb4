import { DomainError, problemType } from '../errors/index.js';

export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** Seconds after which a client may look again whether the first request is done. */
const RETRY_AFTER = 2;

export const idempotencyKeyReused = problemType('idempotency-key-reused', {
  kind: 'invalid',
  title: 'The idempotency key was used for another request',
  explanation:
    'You have sent this `Idempotency-Key` within the last 24 hours with another address or another body. A key belongs to one request: take a new one for a new request, and the old one only to repeat the same.',
  example: 'This Idempotency-Key was used for another request.',
});

export const idempotencyInProgress = problemType('idempotency-in-progress', {
  kind: 'conflict',
  title: 'The first request with this key is still being worked on',
  explanation:
    'A request with the same `Idempotency-Key` has not been answered yet. Send it again after `Retry-After` seconds: you will get the answer of the first one.',
  example: `The first request with this Idempotency-Key is still being worked on. Try again in ${RETRY_AFTER} seconds.`,
});

/** A key was used with another address or body. */
export class IdempotencyKeyReusedError extends DomainError {
  constructor() {
    super(idempotencyKeyReused, idempotencyKeyReused.example, {
      errors: [{ field: IDEMPOTENCY_KEY, message: 'was used for another request' }],
    });
  }
}

/** The first request with a key is not answered yet. */
export class IdempotencyInProgressError extends DomainError {
  constructor() {
    super(idempotencyInProgress, idempotencyInProgress.example, { retry_after: RETRY_AFTER });
  }
}
