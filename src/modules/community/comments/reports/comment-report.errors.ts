import { DomainError, problemType } from '../../../../platform/errors/index.js';

export const alreadyReported = problemType('already-reported', {
  kind: 'conflict',
  title: 'You have reported this comment',
  explanation: 'Your report waits for a moderator. There is no need to send another one.',
  example: 'Your report of this comment waits for a moderator.',
});

export const ownComment = problemType('own-comment', {
  kind: 'conflict',
  title: 'This comment is your own',
  explanation: 'What you wrote yourself you can change or delete; there is no need to report it.',
  example: 'You wrote this comment yourself. Change it or delete it.',
});

export const reportResolved = problemType('report-resolved', {
  kind: 'conflict',
  title: 'The report was dealt with',
  explanation: 'Another moderator was faster, or the comment was deleted meanwhile. Read the report again.',
  example: 'This report was dealt with before: delete.',
});

/** Somebody's former report of the comment is still open. */
export class AlreadyReportedError extends DomainError {
  constructor() {
    super(alreadyReported, 'Your report of this comment waits for a moderator.');
  }
}

/** Somebody reports what they wrote. */
export class OwnCommentError extends DomainError {
  constructor() {
    super(ownComment, 'You wrote this comment yourself. Change it or delete it.');
  }
}

/** A report is resolved a second time. */
export class ReportResolvedError extends DomainError {
  constructor(action: string) {
    super(reportResolved, `This report was dealt with before: ${action}.`, { action });
  }
}
