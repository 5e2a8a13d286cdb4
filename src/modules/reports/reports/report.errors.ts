import { DomainError, problemType } from '../../../platform/errors/index.js';

/** Reports of one person that wait or are being made. */
export const MAX_OPEN_REPORTS = 5;

export const tooManyReports = problemType('too-many-reports', {
  kind: 'conflict',
  title: 'Too many reports at once',
  explanation: `Somebody may wait for ${MAX_OPEN_REPORTS} reports at a time. Wait until one is made, or delete one that you no longer need.`,
  example: `You are waiting for ${MAX_OPEN_REPORTS} reports already.`,
});

export const reportNotReady = problemType('report-not-ready', {
  kind: 'conflict',
  title: 'The report has no file',
  explanation:
    'The report is still being made, or it failed. `GET /reports/{id}` tells how far it is, and why it failed.',
  example: 'The report 12 is running: 40% are done.',
});

/** Somebody waits for as many reports as they may. */
export class TooManyReportsError extends DomainError {
  constructor() {
    super(tooManyReports, tooManyReports.example);
  }
}

/** The report has no file yet, or never will. */
export class ReportNotReadyError extends DomainError {
  constructor(report: { readonly id: number; readonly status: string; readonly progress: number }) {
    const { id, status, progress } = report;
    const how = status === 'failed' ? 'has failed' : `is ${status}: ${progress}% are done`;
    super(reportNotReady, `The report ${id} ${how}.`, { status, progress });
  }
}

/** A report was deleted while it was made. */
export class ReportGoneError extends Error {
  constructor(id: number) {
    super(`The report ${id} was deleted.`);
    this.name = 'ReportGoneError';
  }
}
