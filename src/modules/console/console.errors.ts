import { DomainError, problemType } from '../../platform/errors/index.js';
import { forbidden } from '../../platform/http/index.js';

export const foreignOrigin = problemType('foreign-origin', {
  kind: 'forbidden',
  title: 'The request comes from another site',
  explanation:
    'The console takes requests from its own pages only. Open it at the address under which the server is known.',
  example: 'This request was not sent by the console itself.',
});

/** A page of somebody else sends what only the console may send. */
export class ForeignOriginError extends DomainError {
  constructor() {
    super(foreignOrigin, foreignOrigin.example);
  }
}

/** The password is right, and the account in a group that the console is not for. */
export class NotForConsoleError extends DomainError {
  constructor() {
    super(forbidden, 'The console is for moderators and administrators. This account is neither.');
  }
}
