import { DomainError } from '../errors/index.js';
import { unavailable } from '../http/http-problems.js';

/** The storage cannot be reached, or refuses. The cause is for the log. */
export class StorageUnavailableError extends DomainError {
  constructor(override readonly cause: unknown) {
    super(unavailable, 'The storage of files does not answer. Try again in a few seconds.');
  }
}
