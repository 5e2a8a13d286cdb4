import { DomainError, problemType } from '../errors/index.js';

export const jobNotFailed = problemType('job-not-failed', {
  kind: 'conflict',
  title: 'The job has not failed',
  explanation:
    'Only a job that was given up can be tried again. This one was delivered, is at work, waits for its turn, or was tried again by somebody else.',
  example: 'The job 17 is not among the failed ones.',
});

export const jobExpired = problemType('job-expired', {
  kind: 'conflict',
  title: 'The job is too old to be tried again',
  explanation:
    'What is confidential about a job (an address, a link) is kept for seven days after it failed. Without it the job cannot be done. Cause a new one: have the mail sent again, for instance.',
  example: 'The job 17 failed more than seven days ago; what was confidential about it is gone.',
});

/** The job is not on the dead-letter list. */
export class JobNotFailedError extends DomainError {
  constructor(id: string) {
    super(jobNotFailed, `The job ${id} is not among the failed ones.`);
  }
}

/** The job's secret has been forgotten. */
export class JobExpiredError extends DomainError {
  constructor(id: string) {
    super(
      jobExpired,
      `The job ${id} failed more than seven days ago; what was confidential about it is gone.`,
    );
  }
}
