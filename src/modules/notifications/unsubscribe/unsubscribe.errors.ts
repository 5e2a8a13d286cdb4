import { DomainError, problemType } from '../../../platform/errors/index.js';

export const invalidUnsubscribeLink = problemType('invalid-unsubscribe-link', {
  kind: 'malformed',
  title: 'The link is not valid',
  explanation:
    'The link to unsubscribe is not one of ours, is older than a year, or belongs to an account that is gone. Take the one of a newer mail, or sign in and change what you are told (`PATCH /notifications/preferences`).',
  example: 'This link to unsubscribe is not valid. Take the one of a newer mail.',
});

/** The token of a link to unsubscribe is nobody's. */
export class InvalidUnsubscribeLinkError extends DomainError {
  constructor() {
    super(invalidUnsubscribeLink, invalidUnsubscribeLink.example);
  }
}
