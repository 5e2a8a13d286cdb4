import { DomainError, problemType } from '../../../platform/errors/index.js';
import { forbidden } from '../../../platform/http/index.js';

export const duplicateComment = problemType('duplicate-comment', {
  kind: 'conflict',
  title: 'You have just said that',
  explanation:
    'You wrote the same text under the same film within the last ten minutes. It was taken the first time; there is no need to send it again.',
  example: 'You wrote the same under this film within the last 10 minutes.',
});

/** The same text by the same person under the same film within ten minutes. */
export class DuplicateCommentError extends DomainError {
  constructor() {
    super(duplicateComment, 'You wrote the same under this film within the last 10 minutes.');
  }
}

/** Somebody who is no moderator wants to change another's comment. */
export class OthersCommentError extends DomainError {
  constructor() {
    super(forbidden, "Another user's comment is for its author and for moderators.");
  }
}
