import { DomainError, type FieldError } from './domain-error.js';
import { problemType } from './problem-type.js';

export const validationFailed = problemType('validation-failed', {
  kind: 'invalid',
  title: 'The request is not valid',
  explanation:
    'One or more fields of the body, the query or the path are wrong. `errors` names each field and says what is allowed there. Correct them and send the request again.',
  example: 'year must be a whole number from 1870 to 2100.',
});

export const notFound = problemType('not-found', {
  kind: 'not-found',
  title: 'There is no such thing here',
  explanation: 'The address is right, but nothing with this id exists, or it exists no more.',
  example: 'There is no movie with the id 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11.',
});

export const stale = problemType('stale', {
  kind: 'stale',
  title: 'It has changed since you read it',
  explanation:
    'The `If-Match` header names a version that is no longer the current one: somebody changed the content in between. Read it again, look at what changed, and send your change with the new `ETag`.',
  example: 'The movie is now at version 4; your change was made to version 3.',
});

/** Fields of a request are wrong in a way that only the service can see. */
export class InvalidFieldsError extends DomainError {
  constructor(readonly errors: readonly FieldError[]) {
    super(validationFailed, errors.map((error) => `${error.field} ${error.message}`).join('; ') + '.', {
      errors,
    });
  }
}

/** Nothing with this id exists. */
export class NotFoundError extends DomainError {
  constructor(thing: string, id: string | number) {
    super(notFound, `There is no ${thing} with the id ${id}.`);
  }
}

/** `If-Match` named a version that is not the current one. */
export class StaleError extends DomainError {
  constructor(thing: string) {
    super(stale, `The ${thing} was changed since you read it.`);
  }
}
