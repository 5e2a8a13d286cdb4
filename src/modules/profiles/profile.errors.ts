import { DomainError } from '../../platform/errors/index.js';
import { forbidden } from '../../platform/http/index.js';

/** Somebody who is no administrator wants the profile of another account, whether there is such an account or not. */
export class OthersProfileError extends DomainError {
  constructor() {
    super(forbidden, "Another user's profile is for administrators.");
  }
}
